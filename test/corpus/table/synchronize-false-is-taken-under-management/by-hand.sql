CREATE TABLE legacy (id serial CONSTRAINT legacy_pkey PRIMARY KEY, name varchar(50) NOT NULL);
