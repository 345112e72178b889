INSERT INTO person (first, last) VALUES ('Ann', 'Lee');
