"""The example service: records in signatures, its OpenAPI document, and errors as 422 and 404."""

import json
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

import tjstats as tj
from tests.formats import needs
from tjstats.formats import pydantic as service

pytestmark = needs("fastapi", "httpx2")
EXAMPLE = Path(__file__).parent.parent / "examples" / "service.py"
JOBS = {
    "code": "employment.new_urban_jobs",
    "unit": "万人",
    "nature": "flow",
    "direction": "higher",
}


def observed(period="2021", value="37.62", **more):
    figure = {"value": value, "unit": "万人"}
    return {"indicator": JOBS, "period": period, "figure": figure, "area": "CN-TJ", **more}


@pytest.fixture
def client(tmp_path, monkeypatch):
    from fastapi.testclient import TestClient

    spec = spec_from_file_location("example_service", EXAMPLE)
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    module.DATABASE = str(tmp_path / "figures.sqlite")
    with TestClient(module.app) as client:
        yield client


@pytest.fixture
def filled(client):
    for period, value in (("2021", "37.62"), ("2022", "35.26"), ("2024", "38.20")):
        assert client.put("/observations", json=observed(period, value)).status_code == 201
    return client


def test_a_record_is_a_parameter_and_an_answer(client):
    """It is read as the client wrote it, and sent with exact digits, a plain number and a text."""
    answer = client.put("/observations", json=observed()).json()
    found = service.loads(json.dumps(answer), tj.Observation)
    jobs = tj.Indicator(**JOBS)
    assert found == jobs.observe("2021", "37.62", area="CN-TJ")
    assert (found.figure.word, found.indicator.word) == ("万人", "万人")
    shown = {"plain": "376200", "rounded": 376200, "text": "376,200 people"}
    assert answer["figure"].items() >= shown.items()
    again = client.put("/observations?lang=zh", json=answer)  # what was added is not read back
    assert again.status_code == 201
    assert again.json()["figure"]["text"] == "37.62万人"


def test_questions_are_answered_from_the_store(filled):
    """A gap is an answer with its reason, the rate has exact digits and those to show."""
    found = filled.get("/series/employment.new_urban_jobs?area=CN-TJ&since=2022").json()
    assert [o["period"]["value"] for o in found["observations"]] == ["2022", "2024"]
    grown = filled.get("/series/employment.new_urban_jobs/growth?area=CN-TJ").json()
    rate = grown[0]["results"]["rate"]
    assert (rate["rounded"], rate["text"]) == (-6.27, "-6.27%")
    assert rate["value"].startswith("-6.27325890483785")
    assert grown[1]["results"]["reason"] == "missing_value"
    target = {"indicator": JOBS, "period": "2021-01-01/P5Y", "area": "CN-TJ"}
    goal = {"value": "175", "unit": "万人", "qualifier": "at_least"}
    answer = filled.post("/assess", json={**target, "figure": goal}).json()
    assert answer["text"].startswith("cannot tell")


def test_a_text_is_checked(client):
    """Each claim has its verdict."""
    text = "最低工资标准由2050元提高到2510元，增幅达23.4%。"
    found = client.post("/check", json={"text": text, "published": "2025-11-13"}).json()
    assert [claim["text"] for claim in found] == [
        "consistent",
        "inconsistent: implied 22.4% – 22.5%",
    ]


WRONG = {
    "nature": ({"indicator": {**JOBS, "nature": "flwo"}}, ["indicator", "nature"], "stock, flow"),
    "unit": ({"figure": {"value": "1", "unit": "万任"}}, ["figure", "unit"], "unknown unit '万任'"),
    "digits": ({"figure": {"value": 37.6, "unit": "万人"}}, ["figure", "value"], "'37.6'"),
    "period": ({"period": "2021年"}, ["period"], "write '2021'"),
    "a point": ({"period": {"kind": "as_of", "value": "2021"}}, [], "write a Period"),
    "a rate without base": ({"measure": "growth"}, [], "relative to"),
    "unknown": ({"colour": "red"}, ["colour"], "unknown key"),
    "status": ({"status": "forcast"}, ["status"], "forecast"),
}


@pytest.mark.parametrize(("change", "place", "remedy"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_422_with_field_and_remedy(client, change, place, remedy):
    """One line for each mistake, at its field, with what to write."""
    answer = client.put("/observations", json=observed() | change)
    assert answer.status_code == 422
    [wrong] = answer.json()["detail"]
    assert (wrong["loc"], remedy in wrong["msg"]) == (["body", *place], True), wrong


def test_every_mistake_is_listed(client):
    """In one answer, those in indicators too."""
    bad = observed() | {"indicator": {**JOBS, "nature": "x", "direction": "y"}, "colour": 1}
    found = client.put("/observations", json=bad).json()["detail"]
    assert {".".join(wrong["loc"]) for wrong in found} == {
        "body.indicator.nature",
        "body.indicator.direction",
        "body.colour",
    }


def test_errors_of_the_library_are_answers(filled):
    """An unknown code is 404 and names those that are known; anything else 422."""
    missing = filled.get("/series/jobs")
    assert missing.status_code == 404
    assert "employment.new_urban_jobs" in missing.json()["detail"][0]["msg"]
    assert filled.get("/datasets/mohrss/jobs").status_code == 404
    assert filled.get("/datasets/mohrs").status_code == 422
    late = filled.get("/series/employment.new_urban_jobs?area=CN-TJ&since=2030")
    assert (late.status_code, late.json()["detail"][0]["loc"]) == (422, ["slice"])
    assert filled.get("/series/x?since=2021x").json()["detail"][0]["loc"] == ["query", "since"]


def test_the_openapi_document_is_whole(client):
    """Every reference leads to a component, and each answer is one."""
    document = client.get("/openapi.json").json()
    components = document["components"]["schemas"]
    named = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)))
    assert named <= {f"#/components/schemas/{name}" for name in components}
    assert {"Observation", "Indicator", "Series", "Growth", "Attainment", "Target"} <= set(
        components
    )
    put = document["paths"]["/observations"]["put"]["requestBody"]["content"]["application/json"]
    assert put["schema"]["$ref"] == "#/components/schemas/Observation"


def test_what_is_sent_fits_the_document(filled):
    """The component of its class describes every answer."""
    jsonschema = pytest.importorskip("jsonschema")
    document = filled.get("/openapi.json").json()
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path, kind in (
        ("/series/employment.new_urban_jobs?area=CN-TJ", "Series"),
        ("/datasets/tianjin-14th-plan/social_security.pension_insured", "Observation"),
        ("/series/employment.new_urban_jobs/growth?area=CN-TJ", "Growth"),
    ):
        found = filled.get(path).json()
        schema = {"$ref": f"#/components/schemas/{kind}", "components": document["components"]}
        for answer in found if isinstance(found, list) else [found]:
            jsonschema.validate(answer, schema)


def test_codes_are_one_component_each_beside_records():
    """Verdict, Status and the like, also where a record has one; described without examples."""
    import fastapi
    import pydantic

    app = fastapi.FastAPI()
    model = pydantic.create_model("Model", verdict=tj.Verdict, status=(tj.Status, "normal"))
    for path, kind in (("/a", tj.Attainment), ("/v", tj.Verdict), ("/m", model)):
        app.get(path, response_model=kind)(lambda: None)

        def take(given):
            return None

        take.__annotations__ = {"given": kind}
        app.post(path)(take)
    components = app.openapi()["components"]["schemas"]
    assert {"Attainment", "Verdict", "Status"} <= set(components)
    assert not [name for name in components if "__" in name or name.startswith("Verdict-")]
    assert components["Verdict"]["enum"] == ["yes", "no", "unknown"]
    assert not [name for name, form in components.items() if ">>>" in str(form)]


@pytest.mark.parametrize("word", ["€", "人", "km/h", "person", "people per km2"])
def test_a_unit_is_taken_as_it_is_printed(word):
    """In a path, a query or a body, as in a figure; an unknown one says what is near."""
    assert service.loads(json.dumps(word), tj.Unit) == tj.unit(word)
    for wrong, message in (("persn", "nearest known names: person"), ("万人", "no scale word")):
        with pytest.raises(tj.errors.LoadError, match=message):
            service.loads(json.dumps(wrong), tj.Unit)
