CREATE INDEX by_hand ON item (a);
