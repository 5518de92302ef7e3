package dev.parley.training;

import dev.parley.model.Attribute;
import java.util.EnumMap;
import java.util.Map;

/** The layout of a file of labelled comments: where its labels and its texts are. */
enum Layout {
  /** {@code label<TAB>source<TAB>text}, or a column {@code label}: 1 is toxic. */
  LABELLED("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return toxicity(on(record, "label"));
    }
  },
  JIGSAW("comment_text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return toxicity(on(record, "toxic"));
    }
  },
  JIGSAW_SIX("comment_text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      Map<Attribute, Boolean> labels = new EnumMap<>(Attribute.class);
      SIX.forEach((column, attribute) -> labels.put(attribute, on(record, column)));
      return labels;
    }
  },
  /** Python literals, escaped once or twice. */
  INSULTS("Comment") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return toxicity(on(record, "Insult"));
    }

    @Override
    String text(Map<String, String> record) {
      return Tables.pythonText(super.text(record));
    }
  },
  TEMPLATES("Text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return template("BAD".equals(record.get("Label")), text(record));
    }
  },
  /** Sentences of our own, which have no file. */
  OWN("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return Map.of();
    }
  },
  OFFENSE("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return toxicity("OFFENSE".equals(record.get("label")));
    }
  },
  /** A column for each kind of toxicity, with how many annotators saw it. */
  KINDS("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return toxicity(
          record.entrySet().stream()
              .anyMatch(e -> !e.getKey().equals("text") && !e.getValue().startsWith("0")));
    }
  },
  /** Spam, of a blog. */
  BLOG("TEXT") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return spam(on(record, "CLASS"));
    }
  },
  /** Spam, of videos. */
  VIDEOS("CONTENT") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return spam(on(record, "CLASS"));
    }
  },
  HAM_OR_SPAM("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return spam("spam".equals(record.get("label")));
    }
  },
  /** {@code label<TAB>source<TAB>text}: 1 is spam. */
  SPAM("text") {
    @Override
    Map<Attribute, Boolean> labels(Map<String, String> record) {
      return spam(on(record, "label"));
    }
  };

  private static final Map<String, Attribute> SIX =
      Map.of(
          "toxic", Attribute.TOXICITY,
          "severe_toxic", Attribute.SEVERE_TOXICITY,
          "obscene", Attribute.OBSCENE,
          "threat", Attribute.THREAT,
          "insult", Attribute.INSULT,
          "identity_hate", Attribute.IDENTITY_ATTACK);

  private final String column;

  /**
   * @param column where the text is
   */
  Layout(String column) {
    this.column = column;
  }

  /**
   * The labels of a record, by column name; a file without a header has the columns {@code label}
   * and {@code text}.
   */
  abstract Map<Attribute, Boolean> labels(Map<String, String> record);

  /** The text of a record. */
  String text(Map<String, String> record) {
    return record.getOrDefault(column, "");
  }

  /** Whether the labels are about spam rather than toxicity. */
  boolean aboutSpam() {
    return switch (this) {
      case BLOG, VIDEOS, HAM_OR_SPAM, SPAM -> true;
      case LABELLED, JIGSAW, JIGSAW_SIX, INSULTS, TEMPLATES, OWN, OFFENSE, KINDS -> false;
    };
  }

  private static boolean on(Map<String, String> record, String column) {
    return "1".equals(record.get(column));
  }

  private static Map<Attribute, Boolean> spam(boolean spam) {
    return Map.of(Attribute.SPAM, spam);
  }

  /** A comment from a discussion, which nobody labelled as spam, counts as clean of spam. */
  private static Map<Attribute, Boolean> toxicity(boolean toxic) {
    return Map.of(Attribute.TOXICITY, toxic, Attribute.SPAM, false);
  }

  private static Map<Attribute, Boolean> template(boolean bad, String text) {
    if (!bad) {
      return Map.of(Attribute.TOXICITY, false);
    }
    boolean threat =
        text.startsWith("kill ") || text.startsWith("murder ") || text.startsWith("destroy ");
    return Map.of(
        Attribute.TOXICITY, true, Attribute.THREAT, threat, Attribute.IDENTITY_ATTACK, true);
  }
}
