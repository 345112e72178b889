INSERT INTO task (state) VALUES ('c');
