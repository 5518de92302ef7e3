package dev.parley.site;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import dev.parley.model.Attribute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a site, with defaults for those it has not set. The JSON document in the database
 * decides; this record is how it is read.
 *
 * @param maxLength the most characters a comment may have, 1 to 5,000
 * @param emailRequired whether every comment needs an e-mail address; when unset, forms ask for one
 *     and programs may leave it out
 * @param editMinutes how long an author may edit, in minutes
 * @param moderation which comments wait for a moderator
 * @param toxicityHold the toxicity from which a comment is held, in [0,1]
 * @param spamHold the spam score from which a comment is held, in [0,1]
 * @param spamQueue the spam score from which a comment goes to the spam queue, in [0,1]
 * @param toxicityReject the toxicity from which a comment is rejected without a moderator; none by
 *     default
 * @param attributes thresholds of the finer attributes of toxicity; none by default
 * @param linksNewcomer how many links a newcomer may post before a comment is held
 * @param linksAnyone how many links anyone may post before a comment is held
 * @param bannedWords words that reject a comment, an exact rule
 * @param suspectWords words that hold a comment; {@code en:word} does so in English texts only,
 *     {@code !word} never does, and {@value #INSULTS} stands for the list that comes with Parley
 * @param languages ISO 639-1 codes of the languages the site expects, its own first
 * @param unmodelled what becomes of texts in a language that no model knows
 * @param mail how its mail looks
 * @param kept how long it keeps what it need not keep, if it has said so
 * @param articleKey which keys lead to the same article
 * @param closeAfterDays how many days after its first comment a thread closes by itself, 1 to
 *     36,500; none by default
 * @param bansByTwo whether two people must agree to the ban of a network or a domain, as long as
 *     there are two
 * @param cannedReasons reasons for rejecting that moderators choose from, besides {@link
 *     dev.parley.comment.ReasonText}'s
 * @param auditShare the share of published comments that moderators are asked about blind, in
 *     [0,0.1]; 0 by default
 */
public record SiteSettings(
    int maxLength,
    Optional<Boolean> emailRequired,
    int editMinutes,
    Moderation moderation,
    double toxicityHold,
    double spamHold,
    double spamQueue,
    Optional<Double> toxicityReject,
    AttributeThresholds attributes,
    int linksNewcomer,
    int linksAnyone,
    List<String> bannedWords,
    List<String> suspectWords,
    List<String> languages,
    Unmodelled unmodelled,
    Optional<MailLook> mail,
    Optional<Retention> kept,
    ArticleKeyRule articleKey,
    Optional<Integer> closeAfterDays,
    boolean bansByTwo,
    List<CannedReason> cannedReasons,
    double auditShare) {

  /** The largest share of published comments that moderators may be asked about blind. */
  public static final double LARGEST_AUDIT = 0.1;

  /** The most characters any site may allow. */
  public static final int LONGEST_BODY = 5_000;

  /** Stands, among suspect words, for the insults and slurs that come with Parley. */
  public static final String INSULTS = "@insults";

  /** One object for all sites that have not set their own. */
  private static final List<String> SUSPECT = List.of(INSULTS);

  /** Which comments wait for a moderator. */
  public enum Moderation {
    /** Every comment. */
    ALL,
    /** The first comment of an author, and doubtful ones. */
    FIRST,
    /** Comments that the checks doubt. */
    DOUBTFUL,
    /** No comment; checks that reject or send to the spam queue still do so. */
    NONE;

    static Moderation of(String name) {
      return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Which keys lead to the same article. */
  public enum ArticleKeyRule {
    /** Those that are the same, letter by letter. */
    EXACT,
    /** Also addresses of the same page: see {@link dev.parley.text.CanonicalAddress}. */
    CANONICAL;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int A_CENTURY = 36_500;

  private static final Set<String> KNOWN = Set.copyOf(known());

  /** The settings of a site that has set nothing. */
  public static final SiteSettings DEFAULT = of(new JsonObject());

  private static List<String> known() {
    List<String> names = new ArrayList<>(of(new JsonObject()).toJson().fieldNames());
    names.addAll(
        List.of(
            "toxicityReject",
            "emailRequired",
            "mail",
            "retention",
            "closeAfterDays",
            "bansByTwo",
            "cannedReasons",
            "auditShare"));
    return names;
  }

  /** The keys of a document that are unknown here, for clients that rely on them. */
  public static List<String> unknown(JsonObject json) {
    return json.fieldNames().stream().filter(name -> !KNOWN.contains(name)).toList();
  }

  /**
   * Reads the settings; throws {@link IllegalArgumentException} with a sentence when one is wrong.
   */
  public static SiteSettings of(JsonObject json) {
    return new SiteSettings(
        integer(json, "maxLength", LONGEST_BODY, 1, LONGEST_BODY),
        optionalFlag(json, "emailRequired"),
        integer(json, "editMinutes", 15, 0, 1_440),
        moderation(json),
        share(json, "toxicityHold").orElse(0.5),
        share(json, "spamHold").orElse(0.5),
        share(json, "spamQueue").orElse(0.8),
        share(json, "toxicityReject"),
        AttributeThresholds.of(json.getValue("attributes")),
        integer(json, "linksNewcomer", 1, 0, 100),
        integer(json, "linksAnyone", 3, 0, 100),
        words(json, "bannedWords", List.of()),
        words(json, "suspectWords", SUSPECT),
        languages(json),
        Unmodelled.of(json.getValue("unmodelled")),
        Optional.ofNullable(json.getValue("mail")).map(MailLook::of),
        Optional.ofNullable(json.getValue("retention")).map(Retention::of),
        articleKey(json),
        closeAfterDays(json),
        optionalFlag(json, "bansByTwo").orElse(false),
        Optional.ofNullable(json.getValue("cannedReasons")).map(CannedReason::of).orElse(List.of()),
        auditShare(json));
  }

  /** The settings as the JSON document that is stored and served. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("maxLength", maxLength)
            .put("editMinutes", editMinutes)
            .put("moderation", moderation.code())
            .put("toxicityHold", toxicityHold)
            .put("spamHold", spamHold)
            .put("spamQueue", spamQueue)
            .put("attributes", attributes.toJson())
            .put("linksNewcomer", linksNewcomer)
            .put("linksAnyone", linksAnyone)
            .put("bannedWords", new JsonArray(bannedWords))
            .put("suspectWords", new JsonArray(suspectWords))
            .put("languages", new JsonArray(languages))
            .put("unmodelled", unmodelled.code())
            .put("articleKey", articleKey.code());
    if (bansByTwo) {
      // Left out otherwise: a policy from before keeps the name of its version.
      json.put("bansByTwo", true);
    }
    if (!cannedReasons.isEmpty()) {
      json.put(
          "cannedReasons",
          new JsonArray(cannedReasons.stream().map(CannedReason::toJson).toList()));
    }
    closeAfterDays.ifPresent(days -> json.put("closeAfterDays", days));
    if (auditShare > 0) {
      json.put("auditShare", auditShare);
    }
    emailRequired.ifPresent(required -> json.put("emailRequired", required));
    toxicityReject.ifPresent(threshold -> json.put("toxicityReject", threshold));
    kept.ifPresent(retention -> json.put("retention", retention.toJson()));
    mail.ifPresent(look -> json.put("mail", look.toJson()));
    return json;
  }

  /** The score from which an attribute of toxicity is too high for the site. */
  public double heldFrom(Attribute attribute) {
    return attributes.on(attribute).hold().orElse(toxicityHold);
  }

  /** How long the site keeps what it need not keep. */
  public Retention retention() {
    return kept.orElse(Retention.DEFAULT);
  }

  /** Whether forms ask for an e-mail address. */
  public boolean asksForEmail() {
    return emailRequired.orElse(true);
  }

  /** Whether a comment without an e-mail address is refused, whichever client sends it. */
  public boolean requiresEmail() {
    return emailRequired.orElse(false);
  }

  /**
   * The name of this version of the policy, which every decision of the machine is logged with.
   * Policies that differ have different names.
   */
  public String version() {
    return Ids.policy(toJson().encode()).toString();
  }

  private static Moderation moderation(JsonObject json) {
    Object value = json.getValue("moderation");
    if (value == null) {
      return Moderation.DOUBTFUL;
    }
    if (value instanceof String name) {
      try {
        return Moderation.of(name);
      } catch (IllegalArgumentException unknown) {
        // refused below
      }
    }
    throw new IllegalArgumentException("moderation must be all, first, doubtful or none");
  }

  private static ArticleKeyRule articleKey(JsonObject json) {
    Object value = json.getValue("articleKey");
    if (value == null) {
      return ArticleKeyRule.EXACT;
    }
    return Arrays.stream(ArticleKeyRule.values())
        .filter(rule -> rule.code().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("articleKey must be exact or canonical"));
  }

  private static Optional<Integer> closeAfterDays(JsonObject json) {
    return json.getValue("closeAfterDays") == null
        ? Optional.empty()
        : Optional.of(integer(json, "closeAfterDays", A_CENTURY, 1, A_CENTURY));
  }

  private static double auditShare(JsonObject json) {
    Object value = json.getValue("auditShare");
    if (value == null) {
      return 0;
    }
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LARGEST_AUDIT) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("auditShare must be a number from 0 to " + LARGEST_AUDIT);
  }

  private static int integer(JsonObject json, String name, int standard, int least, int most) {
    Object value = json.getValue(name);
    if (value == null) {
      return standard;
    }
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw new IllegalArgumentException(
        name + " must be a whole number from " + least + " to " + most);
  }

  private static Optional<Boolean> optionalFlag(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw new IllegalArgumentException(name + " must be true or false");
  }

  private static Optional<Double> share(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return Optional.of(number.doubleValue());
    }
    throw new IllegalArgumentException(name + " must be a number from 0 to 1");
  }

  private static List<String> words(JsonObject json, String name, List<String> standard) {
    Object value = json.getValue(name);
    if (value == null) {
      return standard;
    }
    if (value instanceof JsonArray array && array.size() <= 10_000) {
      return array.stream().map(word -> word(name, word)).toList();
    }
    throw new IllegalArgumentException(name + " must be a list of at most 10,000 words");
  }

  private static List<String> languages(JsonObject json) {
    List<String> languages = words(json, "languages", List.of("en"));
    if (languages.isEmpty()
        || !languages.stream().allMatch(language -> language.matches("[a-z]{2}"))) {
      throw new IllegalArgumentException("languages must be ISO 639-1 codes like en, at least one");
    }
    return languages;
  }

  private static String word(String name, Object word) {
    if (word instanceof String text
        && !text.isBlank()
        && text.length() <= 200
        && Fields.storable(text)) {
      return text.strip();
    }
    throw new IllegalArgumentException(
        name + " must hold words of 1 to 200 characters that can be shown");
  }
}
