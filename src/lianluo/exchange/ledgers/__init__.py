"""From a file to typed rows with problems: the half of import that needs no database.

sheet = read(path, "名册.xlsx", family="roster")
recognised = recognise(sheet.rows(), "roster")
for row in rosters.parse_rows(sheet, recognised): ...
"""
