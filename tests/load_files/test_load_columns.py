"""Columns under many names, and those that are not known."""

import pytest

from reviewer.errors import ReviewerError
from reviewer.load_files.columns import (
    ColumnMap,
    apply_saved,
    from_json,
    known_fields,
    map_columns,
    to_json,
)

ALIASES = {  # conventions of the field: what stands in real load files
    "BegBates": "BEGDOC BEGDOC# BEGBATES Bates_Start ProdBeg",
    "EndBates": "ENDDOC ENDDOC# Bates_End ProdEnd",
    "BegAttach": "BEGATTACH",
    "EndAttach": "ENDATTACH",
    "FamilyRange": "FAMLYRNG",
    "ParentID": "PARENTID",
    "AttachIDs": "ATTCHIDS",
    "Custodian": "CUSTDIAN Custodians",
    "AllCustodians": "ALLCUSTODIAN",
    "From": "Email_Author FROM",
    "Subject": "SUBJECT Email_Subject EmailSubject",
    "Title": "Document_Title",
    "DateSent": "Email_Sent DateSent",
    "TimeSent": "TIMESENT",
    "DateReceived": "DATERCVD",
    "DateCreated": "DATECRTD",
    "DateModified": "DATESVD DateLastMod",
    "DatePrinted": "Last_Print_Date DateLastPrint",
    "Author": "Document_Author",
    "LastAuthor": "Document_Last_Author",
    "FileName": "File_Name Filename",
    "FilePath": "File_Path Root_Folder Folder",
    "FileSize": "FILESIZE",
    "DocType": "Document_Type Category",
    "PageCount": "PGCOUNT",
    "MD5": "MD5Hash HASH",
    "SHA1": "SHA1Hash",
    "ThreadIndex": "Email_Thread_Index",
    "Confidentiality": "Designation",
    "NativeLink": "DOCLINK NATIVELINK Native_File FILE_PATH",
    "TextLink": "TEXTPATH Text_File",
    "Volume": "BOX# VOLUME",
}


@pytest.mark.parametrize("field", ALIASES)
def test_spellings_are_known(field: str) -> None:
    for spelling in ALIASES[field].split():
        assert map_columns([spelling]).fields == (field,), spelling
        if "_PATH" not in spelling.upper():  # FILE_PATH is the native of one vendor, File_Path the folder of another
            assert map_columns([spelling.lower().replace("_", " ")]).fields == (field,), spelling


def test_no_spelling_stands_for_two_fields() -> None:
    spellings = [spelling for spellings in known_fields().values() for spelling in set(spellings)]
    assert len(spellings) == len(set(spellings))
    for field, own in known_fields().items():
        assert map_columns([field]).fields == (field,) or own


def test_of_two_columns_the_preferred_spelling_holds_the_field() -> None:
    columns = map_columns(["Subject", "Email Subject", "Colour", "Colour", ""])
    assert columns.fields == ("", "Subject", "", "", "")
    assert columns.names == ("Subject", "Email Subject", "Colour", "Colour (2)", "Column 5")


def test_values_by_field_and_the_others_by_name() -> None:
    columns = map_columns(["BEGDOC", "Colour", "TO"])
    assert columns.known(["A1", "red", ""]) == {"BegBates": "A1"}
    assert columns.others(["A1", "red", ""]) == {"Colour": "red"}


def test_a_map_is_changed_by_hand_and_saved() -> None:
    columns = map_columns(["BEGDOC", "Colour", "TO"]).mapped("Colour", "To").mapped("BEGDOC", "")
    assert columns.fields == ("", "To", "")
    assert from_json(to_json(columns)) == columns


@pytest.mark.parametrize(("name", "field"), [("Taste", "To"), ("Colour", "Taste")])
def test_what_does_not_exist_is_not_mapped(name: str, field: str) -> None:
    with pytest.raises(ReviewerError):
        map_columns(["Colour"]).mapped(name, field)


def test_a_saved_map_serves_the_next_volume() -> None:
    saved = map_columns(["BEGDOC", "Colour", "TO"]).mapped("Colour", "DocType")
    assert apply_saved(saved, ["TO", "Colour", "CC", "BEGDOC", "Category"], named=True) == ColumnMap(
        ("TO", "Colour", "CC", "BEGDOC", "Category"), ("To", "DocType", "CC", "BegBates", "")
    )
    assert apply_saved(saved, ["Column 1", "Column 2", "Column 3"], named=False) == saved
    with pytest.raises(ReviewerError, match="3 columns, the file has 2"):
        apply_saved(saved, ["Column 1", "Column 2"], named=False)


@pytest.mark.parametrize("text", ["", "{", "[1]", '[["a"]]'])
def test_what_is_no_map_is_refused(text: str) -> None:
    with pytest.raises(ReviewerError):
        from_json(text)
