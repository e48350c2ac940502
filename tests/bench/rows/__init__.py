"""The rows of the table: each module measures a part of it and yields rig.report.Row."""
