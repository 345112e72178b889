INSERT INTO page (slug) VALUES ('a');
