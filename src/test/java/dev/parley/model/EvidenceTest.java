package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a moderator sees marked is what a person would mark. In brackets: what a person marked. */
class EvidenceTest {
  private static final List<String> TOXIC =
      List.of(
          "You are a [pathetic] [liar] and the whole town knows it.",
          "What a [fucking] [idiot] you are, read the article first.",
          "The council meets on Tuesday, and all of them are [corrupt] [bastards].",
          "Nobody asked you, [moron].",
          "I read your comment twice and it is still [bullshit], you [clown].",
          "Go to hell, you [disgusting] [pig].",
          "The bridge is late because the mayor is a [stupid] [asshole].",
          "She is a [whore] and so is her mother.",
          "Please [shut up], you [ignorant] [fool].",
          "These people are [vermin] and must be [exterminated].",
          "All of them are [parasites], throw them out.",
          "You [dumb] [bitch], learn to read.",
          "The editor of this paper is a [retard].",
          "Somebody should [shoot] the minister.",
          "I hope you [die] alone.",
          "Why does the paper let this [scumbag] write here?",
          "[Fuck] you and your bicycle lane.",
          "He is a [wanker] who never worked a day.",
          "The referee was a [blind] [idiot] again on Sunday.",
          "What a [piece of shit] you are.",
          "Your article is fine but you are a [dickhead].",
          "Those [faggots] are everywhere in this street.",
          "You [suck], and your team [sucks] too.",
          "He should be [hanged] for what he did to the park.",
          "Only a [moron] would build a school beside the motorway.",
          "[Kill] yourself, nobody would miss you.",
          "Listen, you [ugly] [cow], nobody wants your opinion.",
          "The author is [dumb] as a brick.",
          "They are [scum], every one of them.",
          "In my view the plan is wrong, and you are a [cunt].",
          "What an [arrogant] [prick] this teacher is.",
          "Sie sind ein [Arschloch] und ein Lügner.",
          "Du bist doch ein [Vollidiot], lies den Artikel.",
          "Halt die [Fresse], du [Wichser].",
          "Der Rat besteht aus [Idioten].",
          "Você é um [idiota] e não sabe nada.",
          "Cala a boca, seu [babaca].",
          "O prefeito é um [filho da puta].");

  private static final List<String> SPAM =
      List.of(
          "Buy [viagra] and [cialis] now, cheap [pills]",
          "Great post! Visit [http://cheap-pills.example/buy] today",
          "[Check out] my new [channel] and [subscribe] please",
          "I earn [$500] a day from home, ask me how at [www.earnfast.example]",
          "Play [slots] at [https://luckyspin.example] and get a [bonus]",
          "The best [casino] bonus: [http://casino.example]",
          "[Loan] offer at two per cent, email us today",
          "[subscribe] to my [channel] guys",
          "Get free [robux] at [robuxgen.example]",
          "I lost my money until a [recovery] [expert] helped me, [WhatsApp] him",
          "My [husband] left me and a [spell] caster brought him back",
          "[Replica] [watches] with free [shipping]");

  private static final List<String> QUIET =
      List.of(
          "The bridge opens again on Tuesday, says the council.",
          "I disagree with the article, the census says otherwise.",
          "My sister works at the harbour and takes the bus.",
          "Thank you for the map, it was very useful.",
          "The choir sings on Friday in the old church.",
          "How much was the ticket last year?",
          "Nobody told the parents that the school would close.",
          "We walked along the river until it rained.",
          "The minister has not answered the letter yet.",
          "Tomatoes need sun and a little patience.");

  private static Models models;

  @BeforeAll
  static void load() throws ModelUnavailable {
    models = Models.shipped();
  }

  /** Which characters of a text somebody marked. */
  private record Marked(String text, List<Span> spans) {
    static Marked by(String person) {
      List<Span> spans = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      Matcher parts = Pattern.compile("\\[([^]]*)\\]|[^\\[]+").matcher(person);
      while (parts.find()) {
        boolean marked = parts.group(1) != null;
        int start = text.length();
        text.append(marked ? parts.group(1) : parts.group());
        if (marked) {
          spans.add(new Span(start, text.length()));
        }
      }
      return new Marked(text.toString(), spans);
    }

    long found(List<Span> by) {
      return spans.stream()
          .filter(own -> by.stream().anyMatch(s -> s.start() < own.end() && own.start() < s.end()))
          .count();
    }
  }

  private static String language(String text) {
    return text.matches(".*\\b(Sie|Du|du|Der)\\b.*")
        ? "de"
        : text.matches(".*(Você|Cala|prefeito).*") ? "pt" : "en";
  }

  private static List<Span> phrases(Attribute attribute, String text) {
    Reading reading = Reading.of(text);
    return models
        .evidence(attribute, reading, Features.of(reading), language(text), Addition.NONE)
        .map(evidence -> evidence.phrases(attribute, 5))
        .orElse(List.of());
  }

  private static void holds(Attribute attribute, List<String> texts, double recall, double shared) {
    long all = 0;
    long found = 0;
    long marks = 0;
    long agreed = 0;
    List<String> misses = new ArrayList<>();
    for (String person : texts) {
      Marked marked = Marked.by(person);
      List<Span> phrases = phrases(attribute, marked.text());
      long own = marked.found(phrases);
      all += marked.spans().size();
      found += own;
      marks += phrases.size();
      agreed += new Marked(marked.text(), phrases).found(marked.spans());
      if (own < marked.spans().size()) {
        misses.add(person + " " + phrases.stream().map(s -> s.of(marked.text())).toList());
      }
    }
    String told = found + " of " + all + ", " + agreed + " of " + marks + " " + misses;
    assertTrue(found >= recall * all && agreed >= shared * marks, told);
  }

  @Test
  void phrases_toxic_areThoseAPersonMarked() {
    holds(Attribute.TOXICITY, TOXIC, 0.85, 0.7);
  }

  @Test
  void phrases_spam_areThoseAPersonMarked() {
    holds(Attribute.SPAM, SPAM, 0.75, 0.5);
  }

  @Test
  void texts_together_areSixty() {
    assertEquals(60, TOXIC.size() + SPAM.size() + QUIET.size());
  }

  @Test
  void score_ofWhatNobodyWouldMark_isUnderTheThreshold() {
    for (String text : QUIET) {
      double score = models.score(Reading.of(text), "en").of(Attribute.TOXICITY).orElse(Double.NaN);
      assertTrue(score < 0.5, () -> text + " " + score);
    }
  }
}
