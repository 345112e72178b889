INSERT INTO host (net) VALUES ('10.0.0.0/8'), (NULL);
