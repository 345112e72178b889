ALTER TABLE item ADD more text;
