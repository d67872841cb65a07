using System.Buffers;
using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// First names that are common in some country of Europe or the Americas and are hardly ever anything else: names of towns, months, things
/// and brands (Paris, Sofia, April, Rose, Mercedes) are left out.
/// </summary>
internal static class FirstNames
{
    private const string List =
        "adam adrian agata agathe agnes agnieszka aino alain albert aldo alejandro aleksander aleksandra alessandro alessia "
        + "alexandra alexandre alexis alfredo alice alicja amelie ana andre andrea andreas andrew andrzej angela angelo anita "
        + "anja anna anne anneli annette annika anouk anthony antoine antonio antti arianna arnaud arthur artur ashley astrid "
        + "audrey aurelie barbara bart bartosz beatriz bengt benjamin benoit bernard bernd bernhard bertil bertrand betty birgit "
        + "birgitta bjorn bogdan bram brandon brenda brian brigitte britt camille carlo carlos carmela carol caroline carsten "
        + "catherine cecile cecilia celine cesare cheryl chiara christa christelle christian christina christine christopher "
        + "claire claudia claudio clemence colette concetta corinne cornelia cristina cynthia daan damian damien daniel daniela "
        + "daniele danielle danuta dariusz david davide deborah debra delphine denis dennis detlef didier diego dieter dietmar "
        + "dirk domenico dominik dominique donald donatella donna doris dorota dorothy douglas eberhard edouard edward edyta eero "
        + "eeva eino elena elina eline elisabeth elise elizabeth elke elzbieta emanuela emile emilie emily emma emmanuel enrico "
        + "eric erik erika ernst eskil etienne eugene eva ewa ewelina fabien fabio fabrice fabrizio federica federico femke "
        + "fernando filip filippo frances francesca francesco francine francisco francois francoise franz frederic friedrich "
        + "gabriel gabriela gareth gary gemma genevieve george georges gerard gerd gerhard gerrit gertrud gianluca gianni gilbert "
        + "gilles giorgio giovanna giovanni gisela giulia giuseppe giuseppina gosta graham gregoire gregory grzegorz gudrun "
        + "guillaume gunilla gunnar gunter gustav hakan halina hanna hannah hannele hannelore hans harald heather heidi heike "
        + "heikki heinrich heinz helen helena helga helmut hendrik henri henrik henryk herbert hermann herve hildegard holger "
        + "horst hugo ignacio ilaria ilkka ilse ineke ines ingeborg ingegerd ingrid inkeri irmgard isabel isabella isabelle iwona "
        + "jaakko jacek jacob jacqueline jacques jadwiga jakob james jan jana jane janina janusz jari jarmo jaroslaw jason jasper "
        + "javier jean jeffrey jennifer jens jeroen jerome jerry jerzy jessica joachim joanna jochen johan johanna johannes john "
        + "jolanta jonas jonathan joost jorg jorge joris jose josefa joseph josephine josette joshua jouni joyce juan judith judy "
        + "juha jukka julia julie juliette jurgen jussi justin justyna jutta kaarina kaisa kalevi kalle kamil karen kari karin "
        + "karl karol karolina katariina katarzyna katharina kathleen kathrin kazimierz keith kelly kenneth kerstin kevin "
        + "kimberly kirsi kjell klara klaus koen konrad krystyna krzysztof kurt laetitia larry lars lasse laura laure lauren "
        + "laurent lauri leena lena lennart leonie leszek lieke liisa linda lisa lorena lorenzo lori lothar louise lourdes luc "
        + "luca lucas lucia luciano lucie lucien ludwig luigi luis lukas luke maarit maarten maciej maddalena madeleine magdalena "
        + "magnus malgorzata manfred manon manuel marc marcel marcin marco marcus margaret margareta margaux margot marguerite "
        + "maria marie marieke mario marion mariusz marja marjatta marjolein mark markku markus marta martin martina martine "
        + "martti mary massimo mateusz mathilde mats matteo matthew matthias matti maurice maurizio megan melissa merja michael "
        + "michal michel michela michele michelle miguel mikael mikko minna mirja miroslaw monica monika monique montserrat nancy "
        + "naomi natalia nathalie nathan nicholas nicola nicolas nicole nienke nigel niina niklas nils nina norbert odette olavi "
        + "olga oliver olivia olivier olof oscar oskari otto paavo pablo pamela paolo pasi patrice patricia patrick patrizia paul "
        + "paula paulette paulina pawel pedro peggy pekka pentti peter petra philippe piero pierre pieter pietro pilar piotr "
        + "pirjo pirkko przemyslaw rachel rafael rafal raffaele raimo rainer ralf ralph ramon randy raquel raymond rebecca reijo "
        + "reinhard renata renate renato rene renee riccardo richard riikka risto ritva robert roberto roger roland rolf ronald "
        + "rosa rosaria rosario rudolf ruth ryan ryszard sabine salvatore samantha sami samuel sander sandra sandrine sanna sanne "
        + "sara sarah sari saskia sebastian sebastien seppo sergio sharon sheila shirley siegfried sigrid silke silvana silvia "
        + "simon simone sirpa sjoerd slawomir sofie solange sonja sophie stanislaw stefan stefanie stefano stephane stephanie "
        + "stephen steven stig stuart susan susanne suzanne sven sylvie sylwia szymon tadeusz tammy tapani tapio teemu teresa "
        + "theresa therese thibault thierry thijs thomas thorsten tiffany tiina timo timothy tiziana tobias tomas tomasz torsten "
        + "tracy trevor tristan tuomas tuula tyler ulf ulla ulrich ulrike umberto ursula urszula ute uwe valentina valentine "
        + "valerie veikko vesa vicente ville vincent vincenzo virginie vittorio volker walter waltraud wanda wayne wendy werner "
        + "wieslaw wiktoria wilhelm willem william wojciech wolfgang wouter xavier yves yvonne zachary zbigniew zdzislaw zofia";

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýąćęłńśźżčďěňřšťůžőű";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyacelnszzcdenrstuzou";

    private const int Longest = 16;

    private static readonly string[] Names = List.Split(' ');

    private static readonly Dictionary<ulong, int> ByHash =
        Names.Select((name, i) => (Hash: StableHash.OfText(Encoding.ASCII.GetBytes(name)), i))
            .ToDictionary(pair => pair.Hash, pair => pair.i);

    public static int Count => Names.Length;

    /// <summary>The cell is one to four words of letters and one of the first two is a first name: Anna Kowalska, Müller, Hans.</summary>
    /// <returns>Which name; -1 where it is none.</returns>
    public static int Find(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 3 or > 60 || cell.Count((byte)' ') > 3)
        {
            return -1;
        }

        var (start, found) = (0, -1);
        for (var at = 0; at <= cell.Length; at++)
        {
            if (at < cell.Length && (char.IsAsciiLetter((char)cell[at]) || cell[at] is >= 0x80))
            {
                continue;
            }

            if (at < cell.Length && cell[at] is not ((byte)' ' or (byte)'-' or (byte)'.' or (byte)'\'' or (byte)','))
            {
                return -1;
            }

            found = found < 0 ? Word(cell[start..at]) : found;
            start = at + 1;
        }

        return found;
    }

    private static int Word(ReadOnlySpan<byte> word)
    {
        Span<byte> plain = stackalloc byte[Longest];
        var length = 0;
        while (!word.IsEmpty && length < Longest)
        {
            if (Rune.DecodeFromUtf8(word, out var letter, out var read) != OperationStatus.Done)
            {
                return -1;
            }

            letter = Rune.ToLowerInvariant(letter);
            var folded = letter.IsAscii ? letter.Value : letter.IsBmp && Accented.IndexOf((char)letter.Value) is var at and >= 0 ? Plain[at] : '?';
            plain[length++] = (byte)folded;
            word = word[read..];
        }

        return length >= 3 && word.IsEmpty && ByHash.TryGetValue(StableHash.OfText(plain[..length]), out var name) ? name : -1;
    }
}
