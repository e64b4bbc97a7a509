using System.Collections.Frozen;
using System.Globalization;

namespace TransferLedger.Screening;

/// <summary>
/// Words of names that say less than others: legal forms, titles, articles, words that many names of a kind share.
/// Written as <see cref="Romanization"/> leaves them, so that one table serves all scripts.
/// </summary>
public static class NameVocabulary
{
    /// <summary>The legal form of a company that is one of several kinds.</summary>
    public const string Company = "company";

    /// <summary>The legal form of an association, foundation or other body without owners.</summary>
    public const string Association = "association";

    /// <summary>The most words a legal form has.</summary>
    public const int LongestForm = 5;

    private static readonly FrozenDictionary<string, string> Forms = Lines(
        (Company,
        """
        ltd, limited, ltda, limitada, llc, l l c, lc, llp, lp, plc, inc, incorporated, corp, corporation, co, company, compagnie
        cie, pty, pvt, private limited, gmbh, mbh, kg, kgaa, ohg, ag, akg, aktiengesellschaft, se, sarl, s a r l, sas, sa, s a
        srl, spa, s p a, snc, nv, bv, vof, ab, as, a s, asa, aps, oy, oyj, kft, zrt, rt, doo, dd, ad, ood, eood, ead, sro, as
        sp z oo, sp z o o, spzoo, sl, slu, sac, saic, sa de cv, sab de cv, s de rl de cv, s de rl, ca, cv, eurl, epe, ae, ike
        ooo, oao, ao, zao, pao, tov, tzov, pp, jsc, ojsc, cjsc, pjsc, ojs, joint stock company, open joint stock company
        closed joint stock company, public joint stock company, limited liability company, limited liability partnership
        public limited company, public company limited, private company, obshchestvo s ogranichennoy otvetstvennostyu
        aktsionernoe obshchestvo, otkrytoe aktsionernoe obshchestvo, zakrytoe aktsionernoe obshchestvo
        publichnoe aktsionernoe obshchestvo, tovarystvo z obmezhenoyu vidpovidalnistyu, societe anonyme
        societe a responsabilite limitee, sociedad anonima, sociedad limitada, societa per azioni, sharika, shrka, shrkt
        societatea cu raspundere limitata, gesellschaft mit beschrankter haftung, naamloze vennootschap, besloten vennootschap
        fze, fzco, fzc, fz llc, wll, w l l, psc, qsc, bsc, saog, sal, sarl au, sae, est, establishment, sdn bhd, bhd, tbk, pt
        pte, kk, gk, kabushiki kaisha, yugen kaisha, co ltd, na, pjs, p l c, sh p k, shpk, ei, ou, uab, sia, lmtd, kmpny
        """),
        (Association,
        """
        ano, ev, e v, eg, stiftung, stichting, foundation, fondation, fundacion, fond, npo, ngo, asbl, vzw, verein
        avtonomnaya nekommercheskaya organizatsiya, association, onlus, trust
        """));

    private const int ShortestForm = 3;
    private const int ShortestMisspelled = 6;
    private const double MostShort = 0.5;
    private const double MostLong = 1;

    private static readonly FrozenSet<string> ArabicTitles = Set("سيد السيد سید السید الشيخ شيخ شیخ");

    private static readonly FrozenSet<string> SureForms = Set(
        """
        ltd limited ltda limitada llc llp plc inc incorporated corp corporation company compagnie cie gmbh mbh kgaa ohg
        aktiengesellschaft sarl srl pty pvt pte bhd fze fzco jsc ojsc cjsc pjsc ooo oao zao pao doo ood eood sro oyj kft
        """);

    private static readonly FrozenSet<string> TitleWords = Set(
        """
        mr mrs ms dr prof sir lord eng ing hajji haji hadji hajj al-hajj alhaj mullah mulla maulavi maulawi mawlawi maulvi qari
        hafiz sheikh shaykh sheik shaikh cheikh sayed sayyid sayyed syed seyyed general gen col colonel maj major capt captain
        lt sgt brig brigadier adm admiral mv m-v ms mt ss ft herr frau senor don dona
        """);

    private static readonly FrozenSet<string> SmallWords = Set(
        """
        al el ul ur il la le les los las der die das den dem de del della di do dos da du des von van zu zum zur the of and und
        et y e i in for fur pour para a an at on o bin bint ibn ben bn abn bnt ould wa wal s
        """);

    private static readonly FrozenSet<string> NeverLast = Set("an on il wa wal");

    private static readonly FrozenSet<string> NamesToo = Set("bin di do du van von zu");

    private static readonly FrozenSet<string> SonWords = Set("bin ibn ben bn abn");

    private static readonly FrozenDictionary<string, string> CommonWords = Lines(
        ("bank", "bank, banco, banque, banka, banca, bankas, masraf, msrf, bnk"),
        ("group", "group, gruppe, groupe, grupo, gruppa, grup, jamaa, jamaat, jamaah, jmaa"),
        ("holding", "holding, holdings, kholding"),
        ("international", "international, intl, internacional, internationale, mezhdunarodnyy, internatl, dwlya, dwlyt"),
        ("national", "national, natl, nacional, nationale, natsionalnyy, wtnya, wtnyt"),
        ("industry", "industry, industries, industrial, industrie, industria, industriya, industriel, inds, snaa, snaat"),
        ("trade", "trade, trading, traders, handel, handels, comercio, commerce, commercial, comercial, torgovyy, tjara"),
        ("shipping", "shipping, marine, maritime, navigation, lines, line, navegacion, shipmanagement"),
        ("organization", "organization, organisation, organizacion, organizatsiya, munazzama, mnzma, mnzmt, org"),
        ("service", "service, services, servicios, dienste, servis, khdmat"),
        ("engineering", "engineering, engineers, ingenieria, ingenierie, hndsa"),
        ("technology", "technology, technologies, tech, tecnologia, technologie, tekhnologiya"),
        ("enterprise", "enterprise, enterprises, empresa, entreprise, predpriyatie"),
        ("partners", "partners, partner, partnership"),
        ("institute", "institute, institut, instituto, mahad"),
        ("university", "university, universitat, universite, universidad, universitet, univ, jamia, jamaa't"),
        ("government", "government, govt, gouvernement, gobierno, regierung, pravitelstvo, hkwma"),
        ("ministry", "ministry, ministere, ministerio, ministerium, ministerstvo, wzara, wzart"),
        ("factory", "factory, plant, works, zavod, fabrika, kombinat, fabrik, usine, msna"),
        ("department", "department, dept, departamento, departement, direction, directorate"),
        ("committee", "committee, comite, komitet, ljna"),
        ("fund", "fund, funds, fonds, fondo"),
        ("capital", "capital, kapital"),
        ("management", "management, mgmt"),
        ("development", "development, desarrollo, developpement, entwicklung, tnmya"),
        ("import", "import, imports, importacion"),
        ("export", "export, exports, exportacion"),
        ("general", "general, generale, amm"),
        ("united", "united, vereinigte, unidos, muttahida"),
        ("exchange", "exchange, srafa, srafy, srafh, hawala, hwala, hwalh"),
        ("money", "money"),
        ("network", "network, reseau, shbka, shbkh"),
        ("movement", "movement, mouvement, movimiento, haraka, harakat, harakah, hrka, hrkt"),
        ("islamic", "islamic, islamique, islami, islamiya, islamiyya, islamiyyah, aslamy, aslamya"),
        ("society", "society, jamiyat, jamiat, jmya, jmyt"),
        ("fighting", "fighting, combatant, combattant, muqatila, mqatl, mqatla"),
        ("armed", "armed, musallaha, mslha"),
        ("office", "office, maktab, makhtab, mktb"),
        ("army", "army, armee, ejercito, armiya, jaysh, jaish, jysh, jeish"),
        ("brothers", "brothers, bros, hermanos, hnos, freres, gebruder, bruder, fratelli, irmaos, kardesler"),
        ("sons", "sons, hijos, fils, sohne, figli, filhos"),
        ("investment", "investment, investments, inversiones, inversion, investissement, investissements, investissment"),
        ("center", "center, centre, centro, zentrum, markaz, mrkz"),
        ("construction", "construction, constructions, construcciones, construccion, bau, inshaat"),
        ("property", "property, properties, inmobiliaria, inmobiliario, immobilien, immobiliere, immobiliare, realty"),
        ("transport", "transport, transports, transporte, transportes, logistics, logistica, spedition"),
        ("consulting", "consulting, consultants, consultores, consultoria, consultancy, conseil"),
        ("front", "front, jabhat, jabha, jbha, jbht"));

    private static readonly FrozenDictionary<string, int> NumberWords = Numbers();

    /// <summary>The kind of legal form these words are together, or null.</summary>
    /// <param name="words">One or more words with spaces between.</param>
    public static string? FormOf(string words) => Forms.GetValueOrDefault(words);

    /// <summary>Is it a legal form wherever it stands, and no word of a name?</summary>
    public static bool IsSureForm(string word) => SureForms.Contains(word);

    /// <summary>
    /// The kind of legal form that a word is but for a letter, as <c>Limitd</c>; null when it is none.
    /// </summary>
    public static string? FormLike(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        foreach (var form in SureForms)
        {
            var most = form.Length < ShortestMisspelled ? MostShort : MostLong;
            if (form.Length >= ShortestForm && Math.Abs(form.Length - word.Length) <= most
                && SpellingDistance.OfLetters(word, form, most) <= most)
            {
                return FormOf(form);
            }
        }

        return null;
    }

    /// <summary>A text in Arabic script without words of respect, which other scripts leave out too.</summary>
    internal static string WithoutArabicTitles(string text) => string.Join(
        ' ', text.Split(' ').Where(it => !ArabicTitles.Contains(it)));

    /// <summary>Is it a title or another word before a name that is no part of it?</summary>
    public static bool IsTitle(string word) => TitleWords.Contains(word);

    /// <summary>Is it an article, a preposition or another word that names are written with and without?</summary>
    public static bool IsSmall(string word) => SmallWords.Contains(word);

    /// <summary>Is a small word a name where nothing follows it?</summary>
    public static bool IsNameAtEnd(string word, int before) =>
        (before > 0 && NeverLast.Contains(word)) || (before == 1 && NamesToo.Contains(word));

    /// <summary>Does the word say that whoever stands before it is a son of whoever stands behind it?</summary>
    public static bool IsSonOf(string word) => SonWords.Contains(word);

    /// <summary>
    /// The word that stands for all forms and languages of one that many names share; null for others.
    /// </summary>
    public static string? CommonOf(string word) => CommonWords.GetValueOrDefault(word);

    /// <summary>
    /// The number a word stands for: digits, Roman numerals from II on, English words; null when none.
    /// </summary>
    public static int? NumberOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return NumberWords.TryGetValue(word, out var number)
            ? number
            : word.All(char.IsAsciiDigit)
                && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                ? number
                : null;
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Lines(params (string Stands, string Words)[] lines)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (stands, words) in lines)
        {
            foreach (var word in words.Split([',', '\n'], StringSplitOptions.TrimEntries))
            {
                all.TryAdd(word, stands);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, int> Numbers()
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        string[] words =
        [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ];
        string[] ordinals =
        [
            "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th",
        ];
        string[] names =
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth",
        ];
        string[] roman = ["", "ii", "iii", "iv", "", "vi", "vii", "viii", "ix", "", "xi", "xii"];
        for (var at = 0; at < words.Length; at++)
        {
            (all[words[at]], all[ordinals[at]], all[names[at]]) = (at + 1, at + 1, at + 1);
            if (roman[at].Length > 0)
            {
                all[roman[at]] = at + 1;
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
