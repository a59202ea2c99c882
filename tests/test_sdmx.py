"""SDMX-ML and SDMX-JSON messages, from other programs or from this library, and code lists."""

import html
import io
import json

import pytest

import tjstats as tj
from tests.formats import DATASETS, needs
from tests.indicators import JOBS
from tests.samples import DATASET
from tjstats import Indicator
from tjstats.errors import InvalidRecordError, LoadError
from tjstats.formats import sdmx, sdmx_csv

GDP = Indicator("GDP", "亿元", "flow", "higher")

# --- SDMX-JSON --------------------------------------------------------------------------------------------------------

STRUCTURE = {
    "dimensions": {
        "dataSet": [{"id": "REF_AREA", "values": [{"id": "CN", "name": "China"}]}],
        "series": [
            {"id": "FREQ", "values": [{"id": "A"}]},
            {"id": "INDICATOR", "values": [{"id": "GDP", "name": "GDP"}, {"id": "POP"}]},
        ],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2021"}, {"value": "2022-A1"}]}],
    },
    "measures": {"observation": [{"id": "OBS_VALUE"}]},
    "attributes": {
        "dataSet": [{"id": "UNIT_MEASURE", "values": [{"id": "XDC"}]}],
        "series": [{"id": "UNIT_MULT", "values": [{"id": "8"}]}, {"id": "TITLE_OF_SERIES"}],
        "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}]}, {"id": "NOTE"}],
    },
}
DATA = (
    '{"meta": {}, "data": {"structures": [%s], "dataSets": [{"structure": 0, "attributes": [0], "series": {"0:0": {"attributes": [0, '
    '{"en": "a title"}], "observations": {"0": [1149237.0, 0], "1": ["1204724.50", 1, {"en": "a note"}]}}}}]}}'
)
MESSAGE = DATA % json.dumps(STRUCTURE)
OPTIONS = {"codes": {"UNIT_MEASURE": {"XDC": "元"}}, "indicators": [GDP]}


def test_json_of_a_service():
    """Dimensions and attributes of every level, and the digits as written."""
    assert sdmx.loads(MESSAGE, **OPTIONS) == [
        GDP.observe("2021", "1149237.0", area="CN"),
        GDP.observe("2022", "1204724.50", area="CN", status="provisional", note="a note"),
    ]
    assert sdmx.loads(("\ufeff" + MESSAGE).encode(), **OPTIONS) == sdmx.loads(MESSAGE, **OPTIONS)


@pytest.mark.parametrize("place", [0, 1])
def test_json_of_several_measures(place):
    """Each value of an observation is of the measure at its position."""
    measures = [{"id": "PRECISION"}]
    measures.insert(place, {"id": "OBS_VALUE"})
    structure = {**STRUCTURE, "measures": {"observation": measures}, "attributes": {}}
    values = [99]
    values.insert(place, 5)
    sets = [{"series": {"0:0": {"observations": {"0": values}}}}]
    text = json.dumps({"data": {"structures": [structure], "dataSets": sets}})
    found = sdmx.loads(text, indicators=[GDP], columns={"PRECISION": None})
    assert found == [GDP.observe("2021", "5", area="CN")]


def test_json_version_1():
    """One structure under data, and a flat data set whose observations have the whole key."""
    dimensions = {
        "dataset": STRUCTURE["dimensions"]["dataSet"],
        "observation": [
            *STRUCTURE["dimensions"]["series"],
            *STRUCTURE["dimensions"]["observation"],
        ],
    }
    structure = {
        "dimensions": dimensions,
        "attributes": {"dataSet": [], "series": [], "observation": []},
    }
    text = json.dumps(
        {
            "data": {
                "structure": structure,
                "dataSets": [
                    {"action": "Information", "observations": {"0:0:1": [5], "0:0:0": [None]}}
                ],
            }
        }
    )
    assert sdmx.loads(text, **OPTIONS) == [
        GDP.observe("2022", "5", area="CN"),
        GDP.observe("2021", None, area="CN", status="missing"),
    ]


@pytest.mark.parametrize("first", [0, 1, 5])
def test_json_positions_of_dimensions(first):
    """Some state their position, some do not: without groups they say nothing, and in a group those that do come first."""
    series = [
        {**part, "keyPosition": first + number}
        for number, part in enumerate(STRUCTURE["dimensions"]["series"])
    ]
    dimensions = {**STRUCTURE["dimensions"], "dataSet": [], "series": series}
    groups = {"dimensionGroup": [{"id": "REF_AREA", "values": [{"id": "CN"}]}]}
    attributes = {**STRUCTURE["attributes"], **groups}
    structure = {**STRUCTURE, "dimensions": dimensions, "attributes": attributes}
    text = DATA % json.dumps(structure)
    assert [o.area for o in sdmx.loads(text, **OPTIONS)] == [None, None]
    grouped = text.replace(
        '"series": {"0:0"', '"dimensionGroupAttributes": {"0:0:": [0]}, "series": {"0:0"'
    )
    assert [o.area for o in sdmx.loads(grouped, **OPTIONS)] == ["CN", "CN"]


BROKEN = {
    "cut off": MESSAGE[:-20],
    "no data": '{"meta": {}}',
    "no structure": '{"data": {"dataSets": []}}',
    "key too short": MESSAGE.replace('"0:0"', '"0"'),
    "key out of range": MESSAGE.replace('"0:0"', '"0:7"'),
    "key of no number": MESSAGE.replace('"0:0"', '"0:x"'),
    "attribute out of range": MESSAGE.replace("[1149237.0, 0]", "[1149237.0, 9]"),
    "observations of a list": MESSAGE.replace('{"0": [1149237.0', '[{"0": [1149237.0'),
    "series of a list": '{"data": {"structures": [{"dimensions": {}}], "dataSets": [{"series": [1]}]}}',
    "deep": '{"data":' + "[" * 100_000,
    "a key of an observation twice": MESSAGE.replace('"1": [', '"0": ['),
    "a key of a series twice": MESSAGE.replace('"0:0": {', '"0:0": {}, "0:0": {'),
    "a key of the structure twice": MESSAGE.replace('{"id": "POP"}', '{"id": "POP", "id": "GDP"}'),
    "a place below zero in a key": MESSAGE.replace('"0:0"', '"0:-1"'),
    "a place below zero of an attribute": MESSAGE.replace("[1149237.0, 0]", "[1149237.0, -1]"),
    "a structure below zero": MESSAGE.replace('"structure": 0', '"structure": -1'),
    "a place that is written otherwise": MESSAGE.replace('"0:0"', '"0:00"'),
    "a place in full width": MESSAGE.replace('"0:0"', '"0:０"'),
    "a place of a fraction": MESSAGE.replace("[1149237.0, 0]", "[1149237.0, 0.0]"),
    "a place that is a list": MESSAGE.replace("[1149237.0, 0]", "[1149237.0, [0]]"),
    "a place that is an object": MESSAGE.replace("[1149237.0, 0]", '[1149237.0, {"en": 0}]'),
    "a place that is true": MESSAGE.replace("[1149237.0, 0]", "[1149237.0, true]"),
    "a value that is a list": MESSAGE.replace("[1149237.0, 0]", "[[1149237.0], 0]"),
    "a value that is an empty list": MESSAGE.replace("[1149237.0, 0]", "[[], 0]"),
    "a value that is an object": MESSAGE.replace("[1149237.0, 0]", '[{"en": 1149237.0}, 0]'),
    "a value that is true": MESSAGE.replace("[1149237.0, 0]", "[true, 0]"),
    "an observation that is a number": MESSAGE.replace("[1149237.0, 0]", "1149237.0"),
    "an observation that is a text": MESSAGE.replace("[1149237.0, 0]", '"1149237.0"'),
    "an observation that is an object": MESSAGE.replace("[1149237.0, 0]", '{"0": 1149237.0}'),
    "a list of values that is a text": MESSAGE.replace('[{"id": "8"}]', '"8"'),
    "attributes that are a text": MESSAGE.replace(
        '"attributes": [0, {', '"attributes": "0", "x": [0, {'
    ),
    "data sets in an object": MESSAGE.replace('"dataSets": [', '"dataSets": {"0": ').replace(
        "]}}]}}", "]}}}}}"
    ),
    "other observations": MESSAGE.replace('"observations": {', '"observation": {'),
    "other series": MESSAGE.replace('"series": {"0:0"', '"serie": {"0:0"'),
    "not a number": MESSAGE.replace("1149237.0", "NaN"),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_json_is_a_load_error(text):
    """No other error is raised."""
    with pytest.raises(LoadError):
        sdmx.loads(text, **OPTIONS)


def test_defaults_in_json():
    """An attribute that is left out, or null, has the default of the structure; annotations may follow."""
    letters = '[{"id": "A"}, {"id": "P"}]'
    message = MESSAGE.replace(letters, f'{letters}, "default": "P"')
    for values in ("[1149237.0]", "[1149237.0, null]", "[1149237.0, null, null, 7]"):
        first, _ = sdmx.loads(message.replace("[1149237.0, 0]", values), **OPTIONS)
        assert first == GDP.observe("2021", "1149237.0", area="CN", status="provisional")


def test_places_in_json():
    """A wrong value is reported with its key."""
    with pytest.raises(LoadError) as caught:
        sdmx.loads(MESSAGE.replace("1149237.0", '"<5"'), **OPTIONS)
    assert [p.pointer for p in caught.value.problems] == [
        "/data/dataSets/0/series/0:0/observations/0, OBS_VALUE"
    ]


# --- SDMX-ML ----------------------------------------------------------------------------------------------------------

ML = """<?xml version="1.0" encoding="UTF-8"?>
<mes:StructureSpecificData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ABC:NA(1.0):ObsLevelDim:TIME_PERIOD">
<mes:Header><mes:ID>x</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2025-01-01T00:00:00</mes:Prepared><mes:Sender id="ABC"/>
<mes:Structure structureID="NA" namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ABC:NA(1.0)" dimensionAtObservation="TIME_PERIOD">
<com:Structure><Ref agencyID="ABC" id="NA" version="1.0" class="DataStructure"/></com:Structure></mes:Structure></mes:Header>
<mes:DataSet ss:structureRef="NA" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure" action="Information">
<Series FREQ="A" GEO="CN" INDICATOR="GDP" UNIT_MULT="8"><Obs TIME_PERIOD="2021" OBS_VALUE="1149237.0" OBS_STATUS="A"/>
<Obs TIME_PERIOD="2022" OBS_VALUE="1204724.50" OBS_STATUS="P"/></Series></mes:DataSet></mes:StructureSpecificData>
"""


@needs("pysdmx")
class TestMessages:
    """Messages written through pysdmx, and read back."""

    def test_a_message_of_a_service(self):
        """Series and observations, with digits as text."""
        found = sdmx.loads(
            ML, columns={"GEO": "REF_AREA"}, defaults={"UNIT_MEASURE": "元"}, indicators=[GDP]
        )
        assert found == [
            GDP.observe("2021", "1149237.0", area="CN"),
            GDP.observe("2022", "1204724.50", area="CN", status="provisional"),
        ]

    @pytest.mark.parametrize("version", sdmx.FORMATS)
    @pytest.mark.parametrize("name", [name for name in DATASETS if name != "empty"])
    def test_every_version_is_read_back(self, name, version):
        """Nothing is lost: pysdmx keeps text, and every component is text."""
        assert sdmx.loads(sdmx.dumps(DATASETS[name], version=version)) == DATASETS[name]

    @pytest.mark.parametrize(
        "text",
        [
            "<a>&b;</a>",
            "x<y",
            "'",
            '"',
            "\\",
            "_x0041_",
            "_x0022_x0041_",
            "_x",
            "_x_",
            '_x00"',
            "_Z",
            " a ",
            "\n",
            "\0",
            "\ud800",
            "𠀀",
            "",
        ],
    )
    def test_texts_that_xml_does_not_bear(self, text):
        """They are read back unchanged."""
        record = JOBS.observe("2021", "5", note=text, area=text)
        assert sdmx.loads(sdmx.dumps([record])) == [record]

    def test_only_what_readers_change_is_marked(self):
        """Every other printable character of ASCII stands in the message as it is, or as XML writes it."""
        plain = [chr(code) for code in range(33, 127) if chr(code) not in "'\"\\"]
        note = " ".join(f"a{sign}b" for sign in plain)
        written = sdmx.dumps([JOBS.observe("2021", "5", note=note)])
        assert note in html.unescape(written)
        for sign in "'\"\\":
            written = sdmx.dumps([JOBS.observe("2021", "5", note=f"a{sign}b")])
            assert f"a_x{ord(sign):04X}_b" in written

    @pytest.mark.parametrize("mark", ["_x110000_", "_xFFFFFF_"])
    def test_a_mark_beyond_unicode(self, mark):
        """A LoadError, while the last character of Unicode is one."""
        written = sdmx.dumps([JOBS.observe("2021", "5", note="a'b")])
        assert sdmx.loads(written.replace("_x0027_", "_x10FFFF_"))[0].note == "a\U0010ffffb"
        with pytest.raises(LoadError, match="is not a Unicode character"):
            sdmx.loads(written.replace("_x0027_", mark))

    def test_broken_messages_are_refused(self):
        """Truncated, not SDMX, an unsupported version, nothing to write, a structure message."""
        for text in (ML[:-50], "<a/>", "plain text", "/etc/passwd", "http://example.org/x"):
            with pytest.raises(LoadError):
                sdmx.loads(text)
        with pytest.raises(InvalidRecordError, match="ml-3.0"):
            sdmx.dumps(DATASET, version="json")
        with pytest.raises(InvalidRecordError):
            sdmx.dumps([])
        with pytest.raises(LoadError, match="code list"):
            sdmx.codelists(ML)

    @pytest.mark.parametrize(
        "form", ["STRUCTURE_SDMX_ML_2_1", "STRUCTURE_SDMX_ML_3_0", "STRUCTURE_SDMX_JSON_2_0_0"]
    )
    def test_codes_and_names_of_code_lists(self, form):
        """From ML and JSON structure messages."""
        from pysdmx.io import write_sdmx
        from pysdmx.io.format import Format
        from pysdmx.model import Code, Codelist

        made = Codelist(
            "CL_AREA",
            name="Areas",
            agency="ABC",
            items=[Code("CN-TJ", name="天津"), Code("CN-BJ", name="北京")],
        )
        text = write_sdmx([made], getattr(Format, form))
        assert sdmx.codelists(text) == {"CL_AREA": {"CN-TJ": "天津", "CN-BJ": "北京"}}
        with pytest.raises(LoadError):
            sdmx.loads(text)

    @pytest.mark.parametrize("name", [name for name in DATASETS if name != "empty"])
    def test_pysdmx_reads_sdmx_csv(self, name, tmp_path):
        """A data set for each structure, with every observation and its number (as a float, without trailing zeros)."""
        from pysdmx.io import read_sdmx

        dataset = DATASETS[name]
        sdmx_csv.write(tmp_path / "x.csv", dataset)
        found = {
            part.short_urn: part.data for part in read_sdmx(tmp_path / "x.csv", validate=False).data
        }
        seen = found["Dataflow=TJSTATS:OBSERVATIONS(1.0)"]
        assert list(seen["INDICATOR"]) == [o.indicator.code for o in dataset.observations]
        assert list(seen["TIME_PERIOD"]) == [o.period.code for o in dataset.observations]
        values = [float(v) for v in seen["OBS_VALUE"] if v not in ("", "NaN")]
        assert values == [
            float(o.figure.value) for o in dataset.observations if o.figure is not None
        ]


@needs("sdmx")
def test_sdmx1_reads_sdmx_csv():
    """With a structure of the columns: keys, values with their digits, attributes, for every row of the file."""
    import sdmx as sdmx1
    from sdmx.model import v30

    records = [
        JOBS.observe("2021", "37.60", area="CN-TJ"),
        JOBS.observe("2022", "35.5", area="CN-TJ", status="provisional"),
    ]
    structure = v30.DataStructureDefinition(id="OBSERVATIONS")
    for name in ("FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"):
        structure.dimensions.append(v30.Dimension(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    structure.attributes.append(v30.DataAttribute(id="OBS_STATUS"))
    message = sdmx1.read_sdmx(
        io.BytesIO(sdmx_csv.dumps(records).encode()), format="csv", structure=structure
    )
    found = message.data[-1].obs
    assert [(str(o.dimension["TIME_PERIOD"].value), o.value) for o in found] == [
        ("2021", "37.60"),
        ("2022", "35.5"),
    ]
    assert [str(o.attached_attribute["OBS_STATUS"]) for o in found] == ["A", "P"]


def test_sdmx_is_a_public_format():
    """The module is one of the formats."""
    assert tj.formats.sdmx is sdmx
