"""The municipalities as open data: by any of their names, with what their own file says."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_all_of_them_in_the_order_of_their_names(client: TestClient) -> None:
    municipalities = client.get("/v1/gemeenten").json()["gemeenten"]
    assert len(municipalities) > 300
    own = {one["id"] for one in municipalities if one["eigenBestand"]}
    assert {"voorbeeldstad", "proefhaven"} <= own
    assert "zwolle" not in own
    names = [one["naam"] for one in municipalities if one["naam"].isascii()]
    assert names.index("Almelo") < names.index("Zwolle")


def test_one_with_its_contact_points(client: TestClient) -> None:
    one = client.get("/v1/gemeenten/voorbeeldstad").json()
    assert (one["naam"], one["fictief"], one["assistent"]) == ("Voorbeeldstad", True, "Vera")
    assert all(
        point["naam"] and point["voor"] and point["open"] in (True, False, None) for point in one["contactpunten"]
    )


def test_all_that_its_file_holds(client: TestClient) -> None:
    one = client.get("/v1/gemeenten/voorbeeldstad").json()
    desk = one["contactpunten"][0]
    assert desk["openingstijden"][3] == {
        "dag": "donderdag",
        "uren": [["09:00:00", "17:00:00"], ["18:00:00", "20:00:00"]],
    }
    assert desk["openingstijden"][6] == {"dag": "zondag", "uren": []}
    assert desk["afspraak"] == "niet-nodig"
    assert {"van": "2026-12-28", "tot": "2026-12-30", "uren": [], "reden": "kerstsluiting"} in one["andereUren"]
    assert one["andereUren"][-1] == {
        "van": "12-31",
        "tot": "12-31",
        "uren": [["09:00:00", "12:00:00"]],
        "reden": "oudejaarsdag",
    }
    assert one["feestdagen"]["goede-vrijdag"] == "dicht"
    assert one["feestdagen"]["tweede-paasdag"] == "dicht"
    assert one["contactpunten"][1]["afspraak"] is None


def test_the_province_of_each(client: TestClient) -> None:
    assert client.get("/v1/gemeenten/Zwolle").json()["provincie"] == "Overijssel"
    assert client.get("/v1/gemeenten/voorbeeldstad").json()["provincie"] is None


def test_one_without_a_file_of_its_own(client: TestClient) -> None:
    one = client.get("/v1/gemeenten/Zwolle").json()
    assert (one["eigenBestand"], one["contactpunten"], one["kleur"], one["assistent"]) == (False, [], None, None)
    assert client.get(f"/v1/gemeenten/{one['code']}").json() == one


def test_one_that_went_into_another_leads_there(client: TestClient) -> None:
    moved = client.get("/v1/gemeenten/Haren", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/v1/gemeenten/groningen")


def test_one_that_is_not_there(client: TestClient) -> None:
    reply = client.get("/v1/gemeenten/Nergenshuizen")
    assert (reply.status_code, "'Nergenshuizen'" in reply.json()["detail"]) == (404, True)


def test_the_schema_of_their_files(client: TestClient) -> None:
    assert client.get("/v1/gemeente-schema").json()["type"] == "object"
