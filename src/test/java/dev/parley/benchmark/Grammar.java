package dev.parley.benchmark;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small grammar of what is said under a local paper's articles: praise, complaint, quarrel,
 * questions, links, now and then an insult or an advertisement, from three words to several
 * paragraphs. Things, people and places are put together by rule, so that two texts share few pairs
 * of words: the search for similar ones costs what it costs on real texts. The same number gives
 * the same text.
 */
final class Grammar {
  /** Letters in the middle; half of all comments are shorter. */
  private static final double MEDIAN_LENGTH = 170;

  private static final int LONGEST = 2_500;

  /** In a rule {@code <name>} stands for one of the phrases of that name. */
  private static final Map<String, List<String>> RULES =
      Map.ofEntries(
          phrases(
              "noun",
              "bridge|timetable|lift|ticket|road|garden|tower|roof|budget|report|meeting|contract|"
                  + "station|harbour|library|market|school|hospital|river|forest|engine|kitchen|"
                  + "window|letter|photograph|recipe|song|theatre|museum|bakery|factory|farm|field|"
                  + "coast|island|airport|railway|tunnel|pipe|battery|cable|screen|printer|computer|"
                  + "phone|camera|film|novel|article|headline|column|interview|debate|election|vote|"
                  + "law|court|judge|lawyer|prison|police car|ambulance|doctor|nurse|patient|drug|"
                  + "test|study|number|graph|price|wage|tax|loan|bank|shop|customer|owner|tenant|"
                  + "landlord|house|flat|street|corner|bench|lamp|tree|dog|cat|bird|bee|horse|storm|"
                  + "flood|summer|winter|morning|evening|match|goal|referee|coach|team|stadium|race|"
                  + "bicycle|helmet|lorry|bus|tram|ferry|ship|crew|captain|bell|church|choir|organ|"
                  + "festival|concert|ticket office|waiting room|playground|swimming pool|water bill|"
                  + "parking fee|cycle path|flood wall|recycling yard|town hall|evening class"),
          phrases(
              "kind",
              "new|old|second|cheap|expensive|empty|broken|quiet|noisy|wooden|missing|famous|"
                  + "forgotten|careful|careless|honest|strange|ordinary|local|foreign|public|private|"
                  + "early|late|long|short|narrow|wide|steep|wet|dry|cold|warm|clean|dirty|green|blue|"
                  + "red|white|grey|heavy|light|strong|weak|young|tired|hungry|friendly|rude|lazy|busy|"
                  + "bright|dark|smooth|rough|simple|complicated|modern|historic|temporary|permanent|"
                  + "dangerous|safe|useful|useless|beautiful|ugly|half-finished|overdue|well-meant"),
          phrases(
              "verb",
              "repaired|closed|opened|painted|measured|counted|sold|bought|rented|borrowed|moved|"
                  + "lost|found|forgot|remembered|praised|blamed|ignored|planned|postponed|cancelled|"
                  + "defended|attacked|described|photographed|cleaned|replaced|tested|tried|liked|"
                  + "hated|loved|missed|saved|wasted|built|designed|inspected|explained|questioned|"
                  + "copied|shared|published|hid|showed|promised|refused|accepted|approved|rejected"),
          phrases(
              "way",
              "quietly|slowly|at last|in a hurry|by mistake|on purpose|with pride|without asking|"
                  + "for free|twice|every week|hardly ever|almost always|in public|on the phone|by"
                  + " hand|overnight|properly|for the first time|as usual|with good reason"),
          phrases(
              "thing",
              "the <noun>|the <kind> <noun>|the <noun> in <place>|<place>'s <kind> <noun>|a <kind>"
                  + " <noun>|our <noun>|the <noun> behind the <noun>|every <kind> <noun>|<number>"
                  + " <kind> <noun>s|that <kind>, <kind> <noun>|the <noun> of the <noun>|my <noun>"),
          phrases(
              "who",
              "the council|my neighbour|the mayor|our school|the bus company|that reporter|"
                  + "the club|everyone in <place>|a friend from <place>|whoever <verb> <thing>|they|"
                  + "we|nobody|the <kind> <noun> people|<start><end>|Mr <start><end>|<start><end> from"
                  + " <place>|my <kind> cousin|the owner of <thing>|half of <place>|people who <verb>"
                  + " <thing>|the author"),
          phrases(
              "did",
              "has waited for|never mentioned|voted against|paid twice for|is proud of|keeps"
                  + " talking about|wants to sell|does not understand|made a good case for|should"
                  + " have asked about|laughed at|<verb>|<verb>|<verb>|<way> <verb>|has <verb>|had"
                  + " never <verb>|will have <verb>|could have <verb>"),
          phrases("what", "<thing>|<thing>|<thing>|<thing> and <thing>|the vote of <month>"),
          phrases(
              "when",
              "since last <month>|before the election|without any warning|for <number> years|"
                  + "in <month>|although it was expensive|because nobody else would|long after dark|"
                  + "with very little money|to our great surprise|behind closed doors|as promised|"
                  + "when the river rose|two streets away from us|again and again"),
          phrases(
              "month",
              "January|February|March|April|May|June|July|August|September|October|November"),
          phrases(
              "number",
              "two|three|seven|eleven|twenty|40|120|1,300|2.5 million|half a dozen|15|300"),
          phrases(
              "start",
              "Ash|Brook|Elm|Fern|Gar|Hol|Iver|Karl|Lind|Mill|North|Oak|Pem|Quill|Rose|Sand|Thorn"),
          phrases("end", "berg|bourne|bury|by|combe|croft|dale|field|ford|gate|ham|hurst|ley|wick"),
          phrases("place", "<start><end>|<start><end>|old <start><end>|the harbour"),
          phrases(
              "plain",
              "<Who> <did> <what> <when>.|<Who> <did> <what>, and <who> <did> <what>.|I think <who>"
                  + " <did> <what> <when>.|As far as I know <what> cost <number> thousand in"
                  + " <place>.|Does anyone know whether <who> <did> <what>?|Thank you for this"
                  + " article, <what> matters to many of us.|You can see <what> from my window.|In"
                  + " <place> <who> <did> <what> <when>, and it worked well.|It's <number> minutes"
                  + " from <place>, I've walked it <when>.|@<start><end>: <who> <did> <what>.|Why"
                  + " should <who> pay for <what>?|I'd rather have <what> than <what>.|See also"
                  + " <what> <when> – same story.|<Thing> is <kind>, <thing> is not.|When <who>"
                  + " <verb> <thing>, <thing> was <kind>.|It was <start><end> who <verb> <thing>,"
                  + " not <who>.|How <kind> is <thing>, really?|If <who> had <verb> <thing> <way>,"
                  + " <thing> would still be <kind>.|There is a <kind> <noun> where <thing> used to"
                  + " be.|Nothing against <thing>, but <thing> comes first.|My <noun> is <number>"
                  + " years old, and so is <thing>.|<Who> <verb> it <way>; <who> did not.|Compare"
                  + " <thing> with <thing>: one is <kind>, the other <kind>.|I read about <thing>"
                  + " in <month> and <verb> mine <way>.|Not <kind>, just <kind>.|Both <thing> and"
                  + " <thing> need a <kind> <noun>.|<Who> says <thing> is <kind>; I say <kind>.|We"
                  + " <verb> <thing> <way>, then <thing>, then went home."),
          phrases(
              "heated",
              "What a stupid plan, <who> <did> <what> <when>!|This is complete nonsense.|<Who> <did>"
                  + " <what>?! You must be joking...|I am sick of <who> and of <what>.|Honestly,"
                  + " this sucks for everyone in <place>.|That is a lie and <who> knows it.|What the"
                  + " hell were they thinking?|You have no idea what you are talking about.|WHY does"
                  + " nobody stop <who>???|Wake up, people! <Who> <did> <what>.|Shame on <who>.|The"
                  + " damn thing was dead <when>.|Only a fool would believe <who>.|Typical: <who>"
                  + " <did> <what> and white men in suits get rich."),
          phrases(
              "insult",
              "You are an idiot.|Shut up, moron.|<Who> is a bunch of f*cking clowns.|Go back to"
                  + " <place>, loser.|Are you really that stupid?|What an a$$hole."),
          phrases(
              "advertisement",
              "Buy cheap tickets at https://<start><end>-deals.example/offer?id=<number> today!|I"
                  + " made <number> dollars a week from home, visit www.<start><end>.example|Best"
                  + " casino bonus, click http://<start><end>.example/win|Nice post, check out my"
                  + " website <start><end>.example"),
          phrases(
              "link",
              "The figures are at https://records.<start><end>.example/<month>/<number>.|More in"
                  + " [the report](https://www.<start><end>.example/report).|https://news.<start>"
                  + "<end>.example/<what>"),
          phrases(
              "marked",
              "> <plain>\n\n|**<Who>** <did> *<what>*.|\n\n* <what>\n* <what>\n\n|`<what>` 😀|– <Who>"
                  + " <did> “<what>” <when> …"),
          phrases(
              "short",
              "Thanks!|Agreed.|Well said, <start><end>.|+1|lol|First!|So true 👍|No way.|Great article,"
                  + " thank you.|How sad.|And <what>?|Good luck with that..."));

  private Grammar() {}

  private static Map.Entry<String, List<String>> phrases(String name, String phrases) {
    return Map.entry(name, List.of(phrases.split("\\|")));
  }

  /** The text of that number. */
  static String text(int number) {
    SplittableRandom random = new SplittableRandom(number * 0xD1342543DE82EF95L);
    double length = MEDIAN_LENGTH * Math.exp(0.9 * normal(random));
    boolean heated = random.nextInt(100) < 12;
    boolean rude = random.nextInt(100) < 4;
    boolean advertises = random.nextInt(100) < 3;
    StringBuilder text = new StringBuilder();
    if (length < 35) {
      return write("short", random) + (random.nextBoolean() ? "" : " " + number);
    }
    while (text.length() < Math.min(LONGEST, length)) {
      int dice = random.nextInt(100);
      String rule =
          dice < 1 ? "link" : dice < 6 ? "marked" : heated && dice < 45 ? "heated" : "plain";
      text.append(write(rule, random)).append(dice > 95 ? "\n\n" : " ");
    }
    if (rude) {
      text.append(write("insult", random));
    }
    if (advertises) {
      text.append(write("advertisement", random));
    }
    return text.toString().strip();
  }

  /** A number from the normal distribution, by adding up twelve from the uniform one. */
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static String write(String rule, SplittableRandom random) {
    String name = Character.toLowerCase(rule.charAt(0)) + rule.substring(1);
    List<String> phrases = RULES.getOrDefault(name, List.of());
    String phrase = phrases.get(random.nextInt(phrases.size()));
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (int open = phrase.indexOf('<'); open >= 0; open = phrase.indexOf('<', end)) {
      int close = phrase.indexOf('>', open);
      text.append(phrase, end, open).append(write(phrase.substring(open + 1, close), random));
      end = close + 1;
    }
    text.append(phrase, end, phrase.length());
    if (!name.equals(rule)) {
      text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    }
    return text.toString();
  }
}
