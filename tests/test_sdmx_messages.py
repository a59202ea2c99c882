"""SDMX messages as agencies write them: dimensions and attributes, groups, deletes, encodings, and what is unsafe."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tjstats as tj
from tjstats import Indicator
from tjstats.errors import LoadError
from tjstats.formats import sdmx, sdmx_csv

X = Indicator("x", "USD", "average")
FOREIGN = {"defaults": {"INDICATOR": "x"}, "indicators": [X]}
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
NAMES = f'xmlns:m="{SCHEMAS}/message" xmlns:g="{SCHEMAS}/data/generic" xmlns:c="{SCHEMAS}/common"'
HEAD = (
    f"<m:GenericData {NAMES}><m:Header><m:ID>t</m:ID><m:Structure structureID='S' dimensionAtObservation='TIME_PERIOD'>"
    "<c:Structure><Ref agencyID='AA' id='D' version='1.0'/></c:Structure></m:Structure></m:Header>"
)


def values(part, cells):
    inner = "".join(f'<g:Value id="{name}" value="{text}"/>' for name, text in cells.items())
    return f"<g:{part}>{inner}</g:{part}>" if cells else ""


def generic(series, groups=(), action="Information"):
    """A generic message of series: key, attributes, observations as (time, number, attributes)."""
    text = f"{HEAD}<m:DataSet structureRef='S' action='{action}'>"
    for key, attributes in groups:
        text += f"<g:Group>{values('GroupKey', key)}{values('Attributes', attributes)}</g:Group>"
    for key, attributes, observations in series:
        text += f"<g:Series>{values('SeriesKey', key)}{values('Attributes', attributes)}"
        for time, number, more in observations:
            text += f'<g:Obs><g:ObsDimension value="{time}"/><g:ObsValue value="{number}"/>{values("Attributes", more)}</g:Obs>'
        text += "</g:Series>"
    return f"{text}</m:DataSet></m:GenericData>"


def specific(body, action="Replace"):
    ss = f'xmlns:m="{SCHEMAS}/message" xmlns:ss="{SCHEMAS}/data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return (
        f"<m:StructureSpecificData {ss}><m:Header><m:Structure structureID='S' dimensionAtObservation='TIME_PERIOD'/></m:Header>"
        f"<m:DataSet ss:structureRef='S' ss:action='{action}' xsi:type='S:DataSetType'>{body}</m:DataSet></m:StructureSpecificData>"
    )


def test_dimensions_are_breakdowns_and_attributes_are_left_out():
    """In a generic message the key says which is which; both doors agree with the same data as SDMX-CSV."""
    message = generic(
        [
            (
                {"FREQ": "A", "CURRENCY": "CHF"},
                {"TITLE": "Franc", "DECIMALS": "1"},
                [("2020", "1.05", {"OBS_STATUS": "A"})],
            )
        ]
    )
    (found,) = sdmx.loads(message, **FOREIGN)
    assert found == X.observe("2020", "1.05", breakdowns={"CURRENCY": "CHF"})
    table = "DATAFLOW,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE,DECIMALS\nA:B(1.0),A,CHF,2020,1.05,A,Franc,1\n"
    assert sdmx_csv.loads(table, **FOREIGN) == [found]


@pytest.mark.parametrize(
    "name",
    ["TITLE", "NATURE", "URL", "CODE", "PUBLISHER", "DIRECTION", "NET", "TITLE_COMPL", "FORCE"],
)
def test_a_foreign_attribute_by_the_name_of_a_column_of_ours(name):
    """An observation has no place for it: it is left out, in every message."""
    expected = [X.observe("2020", "12")]
    text = f"DATAFLOW,TIME_PERIOD,OBS_VALUE,{name}\nECB:EXR(1.0),2020,12,US dollar/Euro\n"
    assert sdmx_csv.loads(text, **FOREIGN) == expected
    assert (
        sdmx.loads(generic([({}, {name: "US dollar/Euro"}, [("2020", "12", {})])]), **FOREIGN)
        == expected
    )
    assert (
        sdmx.loads(
            specific(
                f'<Series {name}="US dollar/Euro"><Obs TIME_PERIOD="2020" OBS_VALUE="12"/></Series>'
            ),
            **FOREIGN,
        )
        == expected
    )


@pytest.mark.parametrize("name", ["SEX", "nace_r2", "MEASURE", "CL_ACTIVITY", "ID"])
def test_a_dimension_that_nobody_named_keeps_series_apart(name):
    """It is a breakdown, by its own name; named, it is what it is named; None leaves it out."""
    text = f"DATAFLOW,{name},TIME_PERIOD,OBS_VALUE\nA:B(1.0),F,2020,5\nA:B(1.0),M,2020,6\n"
    found = sdmx_csv.loads(text, **FOREIGN)
    assert [o.breakdowns for o in found] == [((name, "F"),), ((name, "M"),)]
    assert [o.area for o in sdmx_csv.loads(text, columns={name: "REF_AREA"}, **FOREIGN)] == [
        "F",
        "M",
    ]
    assert {o.breakdowns for o in sdmx_csv.loads(text, columns={name: None}, **FOREIGN)} == {()}


AREAS = ("geo", "GEO", "COUNTRY", "LOCATION", "Region")
FLAGS = ("OBS_FLAG", "obs_flag", "STATUS", "flag")


@pytest.mark.parametrize(
    ("area", "flag"), [*((name, "OBS_STATUS") for name in AREAS), *(("REF_AREA", n) for n in FLAGS)]
)
def test_an_area_and_a_flag_by_another_name_are_not_lost(area, flag):
    """In every message, as if named; what the caller names, or leaves out, is that."""
    text = f"DATAFLOW,{area},TIME_PERIOD,OBS_VALUE,{flag}\nA:B(1.0),DE,2020,5,p\n"
    message = generic([({area: "DE"}, {}, [("2020", "5", {flag: "p"})])])
    whole = X.observe("2020", "5", area="DE", status="provisional")
    assert sdmx_csv.loads(text, **FOREIGN) == sdmx.loads(message, **FOREIGN) == [whole]
    assert sdmx_csv.loads(text, columns={flag: None}, **FOREIGN)[0].status == "normal"
    assert sdmx_csv.loads(text, columns={area: None}, **FOREIGN)[0].area is None


def test_two_columns_that_may_be_the_area_stay_apart():
    """Beside the library's own name, or beside each other, they are breakdowns."""
    for header, area in (("geo,REF_AREA", "FR"), ("geo,country", None)):
        text = f"DATAFLOW,{header},TIME_PERIOD,OBS_VALUE\nA:B(1.0),DE,FR,2020,5\n"
        (found,) = sdmx_csv.loads(text, **FOREIGN)
        assert (found.area, dict(found.breakdowns)["geo"]) == (area, "DE")


def test_a_flag_that_is_no_letter_is_refused_and_a_colon_is_a_missing_value():
    """Eurostat flags what is not available with a colon."""
    text = "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA:B(1.0),DE,2020,{}\n"
    assert sdmx_csv.loads(text.format(",:"), **FOREIGN)[0].status == "missing"
    with pytest.raises(LoadError, match=r"line 2, OBS_STATUS: 'official': write one of"):
        sdmx_csv.loads(text.format("5,official"), **FOREIGN)


def test_labels_and_dates_of_an_agency_are_no_dimensions():
    """LAST UPDATE of Eurostat stands before; so do names of structures and keys of series."""
    text = "DATAFLOW,LAST UPDATE,KEY,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nESTAT:A(1.0),01/01/24 11:00,A.DE,DE,2020,5,p\n"
    (found,) = sdmx_csv.loads(
        text, columns={"OBS_FLAG": "OBS_STATUS", "geo": "REF_AREA"}, **FOREIGN
    )
    assert found == X.observe("2020", "5", area="DE", status="provisional")


@pytest.mark.parametrize("code", ["C", "N", "S", "D"])
def test_a_use_that_is_restricted_is_a_flag(code):
    """F is free."""
    text = (
        f"DATAFLOW,TIME_PERIOD,OBS_VALUE,CONF_STATUS\nA:B(1.0),2020,5,{code}\nA:B(1.0),2021,6,F\n"
    )
    assert [o.flags for o in sdmx_csv.loads(text, **FOREIGN)] == [{"confidential"}, set()]


# --- groups -----------------------------------------------------------------------------------------------------------

KEYS = st.lists(
    st.tuples(st.sampled_from("AMQ"), st.sampled_from(["CHF", "GBP", "USD"])),
    unique=True,
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(KEYS, KEYS, st.booleans())
def test_groups_add_attributes_and_no_rows(series, groups, are_specific):
    """As many observations as the message has, each with the scale of its group, in generic and specific messages."""
    scale = {key: str(3 * (number % 3)) for number, key in enumerate(groups)}
    if are_specific:
        body = "".join(
            f'<Group FREQ="{f}" CURRENCY="{c}" UNIT_MULT="{scale[f, c]}" TITLE="a title"/>'
            for f, c in groups
        )
        body += "".join(
            f'<Series FREQ="{f}" CURRENCY="{c}"><Obs TIME_PERIOD="2020-01" OBS_VALUE="5"/></Series>'
            for f, c in series
        )
        message = specific(body)
    else:
        message = generic(
            [({"FREQ": f, "CURRENCY": c}, {}, [("2020-01", "5", {})]) for f, c in series],
            [
                ({"FREQ": f, "CURRENCY": c}, {"UNIT_MULT": scale[f, c], "TITLE": "a title"})
                for f, c in groups
            ],
        )
    found = sdmx.loads(message, **FOREIGN)
    assert [(o.breakdowns, o.figure.multiplier) for o in found] == [
        ((("CURRENCY", c),), int(scale.get((f, c), "0"))) for f, c in series
    ]


def test_groups_of_json():
    """Version 2.0: the key of a group leaves dimensions out."""
    part = lambda ident, position, *codes: {
        "id": ident,
        "keyPosition": position,
        "values": [{"id": code} for code in codes],
    }
    structure = {
        "dimensions": {
            "series": [part("FREQ", 0, "A"), part("CURRENCY", 1, "CHF", "GBP")],
            "observation": [part("TIME_PERIOD", 2, "2020")],
        },
        "attributes": {
            "dimensionGroup": [{"id": "UNIT_MULT", "values": [{"id": "6"}, {"id": "3"}]}],
            "observation": [],
        },
    }
    sets = [
        {
            "dimensionGroupAttributes": {":0:": [0], ":1:": [1]},
            "series": {
                "0:0": {"observations": {"0": [1.5]}},
                "0:1": {"observations": {"0": [2.5]}},
            },
        }
    ]
    found = sdmx.loads(
        json.dumps({"data": {"structures": [structure], "dataSets": sets}}), **FOREIGN
    )
    assert [(o.breakdowns, str(o.figure.value), o.figure.multiplier) for o in found] == [
        ((("CURRENCY", "CHF"),), "1.5", 6), ((("CURRENCY", "GBP"),), "2.5", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "Euro area"},
        {"names": {"en": "Euro area"}},
        {"id": "Euro area"},
        {"value": "Euro area"},
        "Euro area",
    ],
)
def test_a_name_stands_in_for_an_id_in_json(entry):
    """Of dimensions and of attributes."""
    structure = {
        "dimensions": {
            "observation": [
                {"id": "REF_AREA", "values": [entry]},
                {"id": "TIME_PERIOD", "values": [{"id": "2020"}]},
            ]
        },
        "attributes": {"observation": [{"id": "NOTE", "values": [entry]}]},
    }
    text = json.dumps({"structure": structure, "dataSets": [{"observations": {"0:0": [5, 0]}}]})
    assert sdmx.loads(text, **FOREIGN) == [
        X.observe("2020", "5", area="Euro area", note="Euro area")
    ]


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("a note", "a note"),
        (["a", "b", 3], "a; b; 3"),
        (["a"], "a"),
        ({"en": "a", "fr": "b"}, "a"),
        ({"en": ["a", "b"]}, "a; b"),
        (None, None),
    ],
)
def test_an_attribute_without_a_list_of_values_in_json(value, note):
    """Its value stands where else the place in a list does: a text, several, or one in several languages."""
    structure = {
        "dimensions": {"observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}]}]},
        "attributes": {"observation": [{"id": "NOTE"}]},
    }
    text = json.dumps({"structure": structure, "dataSets": [{"observations": {"0": [5, value]}}]})
    assert sdmx.loads(text, **FOREIGN) == [X.observe("2020", "5", note=note)]


# --- messages that are refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["Delete", "delete"])
def test_a_data_set_that_deletes_is_refused(action):
    """In every message; the others are read."""
    series = [({}, {}, [("2020", "5", {})])]
    structure = {
        "dimensions": {"observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}]}]},
        "attributes": {},
    }
    for deletes, keeps in (
        (generic(series, action=action), generic(series, action="Append")),
        (
            specific('<Obs TIME_PERIOD="2020" OBS_VALUE="5"/>', action),
            specific('<Obs TIME_PERIOD="2020" OBS_VALUE="5"/>', "Append"),
        ),
        *[
            [
                json.dumps(
                    {
                        "structure": structure,
                        "dataSets": [{"action": each, "observations": {"0": [5]}}],
                    }
                )
                for each in (action, "Append")
            ]
        ],
    ):
        with pytest.raises(LoadError, match="deletes"):
            sdmx.loads(deletes, **FOREIGN)
        assert sdmx.loads(keeps, **FOREIGN) == [X.observe("2020", "5")]


ENTITIES = [
    '<!DOCTYPE m [<!ENTITY a "5">]>',
    '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE m SYSTEM "http://example.org/x.dtd">',
    '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
]


@pytest.mark.parametrize("doctype", ENTITIES)
def test_entities_are_refused(doctype):
    """A document type may define some; no file is opened and nothing expands."""
    message = generic([({}, {"TITLE": "&a;"}, [("2020", "5", {})])])
    with pytest.raises(LoadError, match="document type"):
        sdmx.loads(doctype + message, **FOREIGN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "gb18030", "windows-1252"])
def test_the_encoding_that_is_declared(encoding, tmp_path):
    """Bytes are read in it, whichever Python knows; an unknown one is named."""
    area = "北京" if encoding in ("utf-8", "utf-16", "gb18030") else "Zürich"
    message = generic([({"REF_AREA": area}, {}, [("2020", "5", {})])])
    data = f'<?xml version="1.0" encoding="{encoding}"?>{message}'.encode(encoding)
    assert sdmx.loads(data, **FOREIGN) == [X.observe("2020", "5", area=area)]
    (tmp_path / "a.xml").write_bytes(data)
    assert sdmx.read(tmp_path / "a.xml", **FOREIGN)[0].area == area
    if encoding != "utf-16":
        with pytest.raises(LoadError, match="klingon"):
            sdmx.loads(data.replace(encoding.encode(), b"klingon"), **FOREIGN)


def test_deep_and_long_messages():
    """Depth takes no recursion, and no more room than a message needs."""
    deep = "<a>" * 50_000 + "</a>" * 50_000
    with pytest.raises(LoadError, match="more than 64 elements within each other"):
        sdmx.loads(deep)
    with pytest.raises(LoadError):
        sdmx.loads("[" * 100_000)
    with pytest.raises(LoadError):
        sdmx.loads('{"a":' * 100_000)


def test_a_compact_message_of_version_2_0():
    """Its elements have names of their own, and no header names a structure."""
    text = '<CompactData xmlns="x"><Header/><na:DataSet xmlns:na="y"><na:Series FREQ="M" GEO="BE"><na:Obs TIME_PERIOD="2014-01-01" OBS_VALUE="5"/></na:Series></na:DataSet></CompactData>'
    assert sdmx.loads(text, columns={"GEO": "REF_AREA"}, **FOREIGN) == [
        X.observe("2014-01", "5", area="BE")
    ]


def test_a_year_of_months_by_first_days_is_complete():
    """FREQ says what a first day names."""
    flow = Indicator("x", "USD", "flow")
    text = "DATAFLOW,FREQ,TIME_PERIOD,OBS_VALUE\n" + "".join(
        f"A:B(1.0),M,2014-{m:02d}-01,5\n" for m in range(1, 13)
    )
    found = sdmx_csv.loads(text, tj.Series, defaults={"INDICATOR": "x"}, indicators=[flow])
    assert tj.aggregate(found, tj.Period.year(2014)).figure.equals(flow.figure("60")) == "yes"
