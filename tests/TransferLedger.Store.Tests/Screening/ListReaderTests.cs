using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Store.Tests.Screening;

/// <summary>The files of lists: what they say, and what must not be read.</summary>
public sealed class ListReaderTests
{
    private const string Person =
        """
        <INDIVIDUAL><FIRST_NAME> RI </FIRST_NAME><SECOND_NAME>WON
         HO</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.033 </REFERENCE_NUMBER>
        <LISTED_ON>2016-11-30</LISTED_ON><NAME_ORIGINAL_SCRIPT>리원호</NAME_ORIGINAL_SCRIPT>
        <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>Ruritania</VALUE></NATIONALITY>
        <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tall Ri; Ri the Elder</ALIAS_NAME></INDIVIDUAL_ALIAS>
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER></INDIVIDUAL_DOCUMENT>
        </INDIVIDUAL>
        """;

    [Fact]
    public void The_list_of_the_United_Nations_is_read_with_aliases_scripts_births_and_documents()
    {
        var list = Un(Person);
        list.Published.ShouldBe(Happened.Parse("2018-06-07T23:03:43.97Z"));
        var it = list.Entries.Single();
        (it.Id, it.Kind, it.Primary).ShouldBe(("KPi.033", ListedKind.Person, "RI WON HO"));
        it.Names.Select(name => (name.Name, name.Kind)).ShouldBe(
        [
            ("RI WON HO", ListedNameKind.Primary), ("리원호", ListedNameKind.OriginalScript),
            ("Tall Ri", ListedNameKind.WeakAlias), ("Ri the Elder", ListedNameKind.WeakAlias),
        ]);
        it.Countries.ShouldBe(["KP"]);
        it.Births.Select(birth => birth.Text).ShouldBe(["1959/1961", "1964-07-17"]);
        it.Identifiers.ShouldBe([new PartyIdentifier("Passport", "381310014")]);
        list.Remarks.ShouldBe([new ListRemark("territory-unknown", "Ruritania", "KPi.033", 1)]);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><CONSOLIDATED_LIST/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY f SYSTEM \"http://127.0.0.1/x\">]><CONSOLIDATED_LIST>&f;</CONSOLIDATED_LIST>")]
    [InlineData("<CONSOLIDATED_LIST><INDIVIDUAL>&unknown;</INDIVIDUAL></CONSOLIDATED_LIST>")]
    [InlineData("<CONSOLIDATED_LIST><INDIVIDUALS>")]
    [InlineData("<SOMETHING_ELSE/>")]
    [InlineData("<CONSOLIDATED_LIST/>")]
    [InlineData("<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>X</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>")]
    [InlineData("not XML at all")]
    [InlineData("")]
    public void What_is_hostile_damaged_or_empty_is_refused_with_its_place(string xml) =>
        Should.Throw<ListFileException>(() => UnListReader.Read(Stream(xml))).Place.ShouldNotBeEmpty();

    [Fact]
    public void A_document_type_is_named_as_what_is_wrong() => Should.Throw<ListFileException>(() => UnListReader.Read(
        Stream("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><CONSOLIDATED_LIST/>"))).Problem.ShouldContain("document type");

    [Fact]
    public void Too_much_in_one_entry_is_refused()
    {
        Refused(string.Concat(Enumerable.Repeat("<A>", 30)) + string.Concat(Enumerable.Repeat("</A>", 30)));
        Refused(string.Concat(Enumerable.Repeat("<A/>", 20_000)));
        Refused($"<COMMENTS1>{new string('x', 30_000)}</COMMENTS1>");
        Should.Throw<ListFileException>(() => Un(Person + Person)).Problem.ShouldContain("twice");

        static void Refused(string inside) => Should.Throw<ListFileException>(() => Un($"<ENTITY>{inside}</ENTITY>"));
    }

    [Fact]
    public void A_text_of_100_MiB_is_refused_before_it_is_read()
    {
        using var file = new LongText(100L << 20);
        Should.Throw<ListFileException>(() => UnListReader.Read(file)).Problem.ShouldContain("characters");
        file.Given.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void The_list_of_OFAC_is_read_with_aliases_flags_and_numbers()
    {
        const string Entries =
            """
            ent_num,name,type,program,title,call_sign,vessel_type,tonnage,grt,flag,owner,remarks
            36,"AERO ""CARIBBEAN"", LTD.",-0- ,CUBA] [NPWMD,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,Registration ID 27134614 (Netherlands).
            99,SEA BREEZE,vessel,IRAN,-0- ,-0- ,Tanker,-0- ,-0- ,Iran,-0- ,Former Vessel Flag Malta; Vessel Registration Identification IMO 9074729; alt IMO 9074728; MMSI 256842000.
            120,"DOE, John",individual,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,DOB 12 Dec 1964; nationality Iran; Passport A1234567 (Iran).
            """;
        var list = OfacListReader.Read(Stream(Entries), Stream("36,12,fka,CARIB AIR,-0- \n36,13,aka,ACSA,-0- \n"));
        list.Entries.Select(it => it.Id).ShouldBe(["36", "99", "120"]);
        var (company, vessel, person) = (list.Entries[0], list.Entries[1], list.Entries[2]);
        company.Names.ShouldBe(
        [
            new("AERO \"CARIBBEAN\", LTD."), new("CARIB AIR", ListedNameKind.Former), new("ACSA", ListedNameKind.Alias),
        ]);
        company.Programmes.ShouldBe(["CUBA", "NPWMD"]);
        company.Countries.ShouldBe(["NL"]);
        (vessel.Kind, vessel.Countries[0], vessel.Countries[1]).ShouldBe((ListedKind.Vessel, "IR", "MT"));
        vessel.Identifiers.ShouldBe([new("IMO", "9074729"), new("MMSI", "256842000")]);
        list.Remarks.ShouldBe([new ListRemark("imo-wrong", "9074728", "99", 1)]);
        (person.Kind, person.Births[0].Text, person.Countries[0]).ShouldBe((ListedKind.Person, "1964-12-12", "IR"));
    }

    [Fact]
    public void A_company_has_an_IMO_number_of_its_own_and_a_nationality_is_a_country_whatever_words_it_stands_in()
    {
        const string Entries =
            """
            1,EXAMPLE SHIPPING,-0- ,X,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Nationality of Registration Korea, North; Company Number IMO 5342883; alt. Identification Number IMO 9074729."
            2,SHORT SHIPPING,-0- ,X,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,Company Number IMO 543400.
            3,"DOE, John",individual,X,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"nationality Congo, Democratic Republic of the; alt. citizen Cote d'Ivoire; citizenship Iran."
            """;
        var list = OfacListReader.Read(Stream(Entries), null);
        list.Entries.Select(it => string.Join(' ', it.Countries)).ShouldBe(["KP", "", "CD CI IR"]);
        list.Entries[0].Identifiers.ShouldBe([new("IMO", "5342883")]);
        list.Remarks.Select(it => (it.What, it.Text, it.Entry)).ShouldBe(
            [("imo-wrong", "543400", "2"), ("imo-wrong", "9074729", "1")]);
    }

    [Fact]
    public void A_company_of_the_United_Nations_has_the_IMO_number_of_its_remarks_and_not_those_of_its_ships()
    {
        var list = Un(
            "<ENTITY><REFERENCE_NUMBER>XXe.1</REFERENCE_NUMBER><FIRST_NAME>EXAMPLE</FIRST_NAME><COMMENTS1>"
                + "International Maritime Organization (IMO) Number: 1790183. Used the Sea Breeze (IMO: 9074729) and the Sea "
                + "Wind (IMO: 9074705).</COMMENTS1></ENTITY>");
        list.Entries.Single().Identifiers.ShouldBe([new("IMO", "1790183")]);
    }

    [Theory]
    [InlineData("1,\"not closed")]
    [InlineData("1,two,columns\n")]
    [InlineData("x,NAME,-0-,P,,,,,,,,\n")]
    [InlineData("1,,-0-,P,,,,,,,,\n")]
    [InlineData("1,A,-0-,P,,,,,,,,\n1,B,-0-,P,,,,,,,,\n")]
    [InlineData("")]
    public void A_damaged_file_of_OFAC_is_refused_with_its_line(string entries) =>
        Should.Throw<ListFileException>(() => OfacListReader.Read(Stream(entries), null)).Place.ShouldNotBeEmpty();

    [Fact]
    public void A_file_of_OFAC_that_is_cut_off_between_two_rows_is_known_by_the_aliases_of_who_is_lost()
    {
        const string Both = "1,A,-0-,P,,,,,,,,\n2,B,-0-,P,,,,,,,,\n";
        const string Aliases = "1,10,aka,AA,-0-\n2,11,aka,BB,-0-\n2,12,aka,BBB,-0-\n";
        OfacListReader.Read(Stream(Both), Stream(Aliases)).Entries.Length.ShouldBe(2);
        var wrong = Should.Throw<ListFileException>(
            () => OfacListReader.Read(Stream(Both[..Both.IndexOf('2')]), Stream(Aliases)));
        wrong.Place.ShouldBe("file of aliases, line 2");
        wrong.Message.ShouldContain("entry 2");
    }

    [Fact]
    public void Scripts_without_a_table_are_written_in_Latin_letters()
    {
        var one = ScreenedName.Of("김정은", Transliterator.Latin)!;
        one.Joined.ShouldBe("gimjeongeun");
        ScreenedName.Of("გიორგი", Transliterator.Latin)!.Joined.ShouldBe("giorgi");
    }

    /// <summary>The beginning of an entry, and then one text.</summary>
    private sealed class LongText(long length) : Stream
    {
        private readonly byte[] _head = Encoding.UTF8.GetBytes("<CONSOLIDATED_LIST><ENTITY><COMMENTS1>");

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = 0;
            for (; given < count && Given < length; given++, Given++)
            {
                buffer[offset + given] = Given < _head.Length ? _head[Given] : (byte)'x';
            }

            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private static ListContent Un(string inside) => UnListReader.Read(Stream(
        $"""
        <?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2018-06-07T19:03:43.97-04:00">
        <INDIVIDUALS>{inside}</INDIVIDUALS></CONSOLIDATED_LIST>
        """));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
