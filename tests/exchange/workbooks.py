"""Small workbooks made on the fly for the tests of this room."""

import io

import xlsxwriter

from lianluo.exchange.ledgers.heads import recognise
from lianluo.exchange.ledgers.reading import read


def workbook(*rows, sheets=(), merges=(), formulas=()) -> bytes:
    """An .xlsx with these rows.

    `merges` (first row, first column, last row, last column, text) and `formulas` (row, column, formula,
    cached value) count from 0.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    for name, content in [("表", rows), *sheets]:
        sheet = book.add_worksheet(name)
        for index, row in enumerate(content):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(index, column, cell)
                elif cell is not None:
                    sheet.write(index, column, cell)
        if name == "表":
            for merge in merges:
                sheet.merge_range(*merge)
            for formula in formulas:
                sheet.write_formula(*formula[:3], None, formula[3])
    book.close()
    return buffer.getvalue()


def parsed(module, *rows, **options):
    """Rows of a workbook as the family's parser gives them."""
    key = module.FAMILY.key
    sheet = read(workbook(*rows, **options), "t.xlsx", family=key)
    recognised = recognise(sheet.rows(), key)
    return list(module.parse_rows(sheet, recognised)), recognised
