INSERT INTO task (state) VALUES ('b'), ('a');
