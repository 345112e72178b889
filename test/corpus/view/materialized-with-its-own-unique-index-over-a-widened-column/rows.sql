INSERT INTO sale (shop, amount) VALUES ('a', 1), ('b', 2);
