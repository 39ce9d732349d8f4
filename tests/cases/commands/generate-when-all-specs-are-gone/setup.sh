t3gen new app . --name shop --database sqlite --auth none
t3gen new resource Post title:string
rm -r resources
