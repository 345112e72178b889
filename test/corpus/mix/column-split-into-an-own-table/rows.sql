INSERT INTO person (name, city) VALUES ('a', 'x');
