"""The .saegim file: schema, store, history, migrations."""
