import sys,fnmatch
for p in ['*','a*b*c','a?[x-z]','[!a]','[]','[a','[]a]','[!]a]','[z-a]','[a-','**.py','[a--]','[\\]','x[&&]','*[','a.b','[^a]','[[]','[a-c-e]','[!z-a]', '*a', 'a*', '*a*b']:
    print(p, fnmatch.translate(p), [n for n in ['abc','axbxc','ayz','',']','a.b','x.py','[','b','^','-','axb'] if fnmatch.fnmatch(n,p)])
