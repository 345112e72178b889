INSERT INTO task (state) VALUES ('doing');
