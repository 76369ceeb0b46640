"""How often the small words of spoken English and French come, per thousand words.

Rounded from frequency lists of conversation (Switchboard and the spoken BNC; CFPP and the oral part of
Lexique). They make about half of what people say, and so half of what an engine has to step over.
"""

from __future__ import annotations

ENGLISH = """
the 36 I 32 and 31 to 27 you 24 of 20 a 22 that 20 it 18 in 15 we 15 they 13 was 11 is 11 so 9 but 9 have 8
it's 8 for 8 know 8 on 7 this 7 what 6 with 6 be 6 not 6 like 6 do 6 there 6 are 6 at 5 just 5 my 5 don't 5
he 5 that's 5 or 5 had 5 if 5 as 5 all 5 well 5 one 5 about 5 because 4 she 4 from 4 think 4 then 4 were 4
very 4 our 4 when 4 really 4 an 3 their 3 them 3 would 3 people 3 can 3 me 3 your 3 up 3 out 3 by 3 no 3 who 3
I'm 3 get 3 we're 2 some 3 how 3 which 3 did 2 been 2 has 2 his 2 mean 2 more 2 go 2 will 2 those 2 also 2 her 2
us 2 other 2 these 2 now 2 they're 2 could 2 got 2 into 2 didn't 2 yes 2 lot 2 say 2 something 2 any 2 way 2
him 1 only 1 than 1 where 1 going 2 kind 2 said 2 thing 1 things 2 time 2 want 1 should 1 much 1 too 1 even 1
there's 1 back 1 through 1 always 1 never 1 can't 1 isn't 1 we've 1 I've 1 you're 1 won't 1 doesn't 1 without 1
maybe 1 uh 3 um 3 yeah 2 okay 1 here 1 down 1 over 1 first 1 two 1 three 1 many 1 own 1 still 1
"""

FRENCH = """
de 38 je 20 la 19 le 19 et 22 les 18 à 16 que 17 est 14 des 13 pas 13 on 14 un 12 il 12 c'est 13 en 11 ne 10 qui 9
une 9 ça 9 dans 8 vous 8 nous 7 du 8 mais 7 pour 7 ils 6 donc 6 a 6 y 5 au 5 avec 5 ce 6 se 6 plus 5 par 4 elle 4
sur 5 tu 4 euh 6 oui 4 était 3 non 3 bien 4 très 3 tout 4 même 3 ou 3 aussi 3 quand 3 si 3 fait 3 être 3 ont 3
parce 3 comme 3 me 3 sont 3 alors 3 moi 3 leur 2 cette 2 là 3 faire 2 aux 2 son 2 sa 2 ses 2 mon 2 ma 1 mes 1
notre 2 nos 1 votre 1 vos 1 leurs 1 après 2 peu 2 avoir 2 dire 2 rien 1 encore 1 toujours 1 jamais 1 avait 2
avons 1 suis 2 ai 3 été 2 lui 1 eux 1 où 1 dont 1 sans 1 sous 1 entre 1 chez 1 vers 1 depuis 1 pendant 1 avant 1
voilà 2 enfin 1 puis 1 deux 1 trois 1 beaucoup 1 trop 1 autre 1 autres 1 gens 1 chose 1 choses 1 temps 1 peut 1
faut 1 va 1 vont 1 veut 1 doit 1 dit 2 sais 1 veux 1 aujourd'hui 1 peut-être 1 aucun 1 certains 1 chaque 1
"""


def frequencies(table: str) -> dict[str, float]:
    """Words and their shares of all words, from a table of `word per-thousand` pairs."""
    parts = table.split()
    return {word: int(count) / 1000 for word, count in zip(parts[::2], parts[1::2], strict=True)}
