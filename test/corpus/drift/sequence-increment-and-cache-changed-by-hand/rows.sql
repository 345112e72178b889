INSERT INTO one (x) VALUES ('a');
