INSERT INTO tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (state) VALUES ('a');
