mkdir ../outside && ln -s ../outside prisma
