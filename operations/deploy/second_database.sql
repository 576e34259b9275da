-- The keys of the conversations stand in a database of their own, so that no backup holds both.
CREATE DATABASE sleutels OWNER zakboek ENCODING 'UTF8' TEMPLATE template0;
