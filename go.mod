module secondstory

go 1.26.8
