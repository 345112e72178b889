INSERT INTO app.item (a) VALUES ('X');
