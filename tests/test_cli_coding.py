"""Documents are tagged and coded as a whole from the command line."""

from pathlib import Path

from tests.command import Commands, commands
from tests.make import write_pdf


def matter(place: Path) -> Commands:
    """Commands over a matter `M` with one memo."""
    write_pdf(place / "memo.pdf", ["The programme will become mandatory."])
    run = commands(place)
    run.ok("new", "M")
    run.ok("import", "M", "memo.pdf")
    return run


def test_a_document_is_tagged_coded_and_found_by_it(tmp_path: Path) -> None:
    run = matter(tmp_path)
    number = run.ok("documents", "M", "--json").json["control_number"]
    assert run.ok("tag", "M", number, "--tag", "hot", "--json").json["tags"] == ["Hot"]
    done = run.ok("code", "M", number, "responsive=yes", "privilege=withheld in full", "--json").json
    assert done == {
        "control_number": number,
        "answers": {"responsive": "yes", "privilege": "withheld in full"},
        "tags": ["Hot"],
        "missing": [
            "The claim of privilege has no basis.",
            "What is withheld is not described for the privilege log.",
        ],
    }
    query = "tag:hot AND responsive:yes AND privilege:withheld AND coded:privilege AND has:missing-coding"
    found = run.ok("search", "M", f"{query} AND NOT coded:hot AND NOT privilege:part", "--json").json
    (result,) = found["results"]
    told = [(field["field"], field["text"]) for field in result["fields"]]
    assert ("Tag", "Hot (on the document)") in told and ("Privilege", "withheld in full") in told
    shown = run.ok("code", "M", number)
    assert shown.out.splitlines()[1:] == ["responsive: yes", "privilege: withheld in full", "tag: Hot"]
    assert shown.err.count("\n") == 2
    assert run.ok("search", "M", "hot:yes", "--json").json["documents"] == 0


def test_what_can_not_be_coded_is_refused_in_a_sentence(tmp_path: Path) -> None:
    run = matter(tmp_path)
    number = run.ok("documents", "M", "--json").json["control_number"]
    assert "the form has no such question" in run("code", "M", number, "relevance=yes").sentence
    assert "has no “=”" in run("code", "M", number, "responsive").sentence
    assert "was not found" in run("code", "M", "ABC-1", "responsive=yes").sentence
    for wrong in (("--page", "1"), ("--quote", "x"), ("--note", "x")):
        done = run("tag", "M", number, "--tag", "Hot", *wrong)
        assert done.status == 2 and "--page and --quote" in done.err
    assert run.ok("code", "M", number, "--json").json["answers"] == {}
