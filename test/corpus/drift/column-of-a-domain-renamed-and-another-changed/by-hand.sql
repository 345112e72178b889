CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN work_email AS email;
ALTER TABLE one ALTER email TYPE work_email, ALTER other TYPE email;
