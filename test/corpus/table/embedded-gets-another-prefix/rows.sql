INSERT INTO person ("homeStreet") VALUES ('a');
