delete from road;
