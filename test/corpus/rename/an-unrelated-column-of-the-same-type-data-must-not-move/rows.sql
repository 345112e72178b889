INSERT INTO person (nickname) VALUES ('Annie');
