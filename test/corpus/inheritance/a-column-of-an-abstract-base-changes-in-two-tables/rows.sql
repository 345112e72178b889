INSERT INTO one (a) VALUES ('x');
