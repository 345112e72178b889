INSERT INTO app.cat (kind) VALUES ('a');
