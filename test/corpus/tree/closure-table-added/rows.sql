INSERT INTO topic (name) VALUES ('a');
