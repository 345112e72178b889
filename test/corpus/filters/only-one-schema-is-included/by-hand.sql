CREATE TABLE public.foreign_thing (id int);
CREATE TABLE app.stranger (id int);
