CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%'); ALTER TABLE one ALTER email TYPE email;
