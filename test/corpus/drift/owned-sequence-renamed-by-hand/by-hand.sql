ALTER SEQUENCE item_id_seq RENAME TO numbers;
