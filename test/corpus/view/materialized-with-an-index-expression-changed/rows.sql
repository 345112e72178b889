INSERT INTO sale (shop, amount) VALUES ('a', 1), ('a', 2);
