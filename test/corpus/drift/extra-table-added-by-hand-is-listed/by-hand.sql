CREATE TABLE extra (id int PRIMARY KEY, item int REFERENCES item);
