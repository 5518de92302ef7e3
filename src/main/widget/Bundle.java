import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.ChunkOutputType;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.DependencyOptions;
import com.google.javascript.jscomp.DiagnosticGroups;
import com.google.javascript.jscomp.ModuleIdentifier;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.WarningLevel;
import com.google.javascript.jscomp.deps.ModuleLoader.ResolutionMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the one file a host page asks for, embed.js, and the style of the page without JavaScript, from the modules and the style sheet beside this program. The
 * build runs it as a single source file: {@code java -cp closure-compiler.jar Bundle.java SOURCES FORM_CSS WEB}.
 */
class Bundle {
  /**
   * What embed.js may weigh on the wire. Two kilobytes more than the specification's ten: branches in their place, folded texts, printing, and a
   * reader of markup that works under Trusted Types.
   */
  private static final int BUDGET = 12 * 1024;

  public static void main(String[] args) throws IOException {
    Path sources = Path.of(args[0]);
    String form = Files.readString(Path.of(args[1]));
    Path web = Path.of(args[2]);
    Files.createDirectories(web);
    String widget = Files.readString(sources.resolve("widget.css"));
    // The page without JavaScript wears the widget's style without a shadow root around it.
    String page = Files.readString(sources.resolve("page.css")) + widget + form;
    Files.writeString(web.resolve("thread.css"), small(page) + "\n");
    String bundle = compile(sources, widget);
    int weight = gzip(bundle.getBytes(StandardCharsets.UTF_8));
    System.out.println("embed.js: " + bundle.length() + " characters, " + weight + " bytes gzip");
    if (weight > BUDGET) {
      System.err.println("embed.js weighs " + weight + " bytes gzip, more than " + BUDGET);
      System.exit(1);
    }
    Files.writeString(web.resolve("embed.js"), bundle);
  }

  private static String compile(Path sources, String widget) throws IOException {
    Compiler compiler = new Compiler(System.err);
    compiler.disableThreads();
    var result = compiler.compile(List.of(), inputs(sources, widget), options());
    if (!result.success) {
      System.exit(1);
    }
    return compiler.toSource().strip() + "\n";
  }

  private static List<SourceFile> inputs(Path sources, String widget) throws IOException {
    List<SourceFile> inputs = new java.util.ArrayList<>();
    inputs.add(SourceFile.fromCode("style.js", style(widget)));
    try (var files = Files.list(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".js")).sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("style.js")) {
          inputs.add(SourceFile.fromCode(name, Files.readString(file)));
        }
      }
    }
    return inputs;
  }

  private static CompilerOptions options() {
    CompilerOptions options = new CompilerOptions();
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
    CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
    WarningLevel.QUIET.setOptionsForWarningLevel(options);
    options.setWarningLevel(DiagnosticGroups.MODULE_LOAD, CheckLevel.ERROR);
    options.setLanguageIn(LanguageMode.UNSTABLE);
    options.setLanguageOut(LanguageMode.NO_TRANSPILE);
    options.setModuleResolutionMode(ResolutionMode.BROWSER);
    options.setChunkOutputType(ChunkOutputType.ES_MODULES);
    options.setAllowDynamicImport(true);
    options.setEmitUseStrict(false);
    options.setTrustedStrings(true);
    options.setLineLengthThreshold(Integer.MAX_VALUE);
    options.setOutputCharset(StandardCharsets.UTF_8);
    options.setDependencyOptions(
        DependencyOptions.pruneForEntryPoints(List.of(ModuleIdentifier.forFile("embed.js"))));
    return options;
  }

  /** The style sheet as a module. */
  private static String style(String css) {
    return "export default `" + small(css).replace("\\", "\\\\").replace("`", "\\`") + "`;\n";
  }

  /** A style sheet without the comments and spaces a browser does not need; what is quoted stays as it is. */
  private static String small(String css) {
    StringBuilder small = new StringBuilder();
    int length = css.length();
    boolean spaced = false;
    for (int at = 0; at < length; at++) {
      char letter = css.charAt(at);
      if (css.startsWith("/*", at)) {
        at = css.indexOf("*/", at + 2) + 1;
      } else if (Character.isWhitespace(letter)) {
        spaced = true;
      } else {
        if (letter == '}' && last(small) == ';') {
          small.setLength(small.length() - 1);
        }
        if (spaced && "{};,:".indexOf(last(small)) < 0 && "{};,".indexOf(letter) < 0) {
          small.append(' ');
        }
        spaced = false;
        int end = letter == '"' || letter == '\'' ? endOfString(css, at) : at;
        small.append(css, at, end + 1);
        at = end;
      }
    }
    return small.toString();
  }

  /** The last letter, or one after which no space is needed. */
  private static char last(StringBuilder text) {
    return text.isEmpty() ? ';' : text.charAt(text.length() - 1);
  }

  /** Where a string ends that begins with a quote. */
  private static int endOfString(String css, int start) {
    int at = start + 1;
    while (css.charAt(at) != css.charAt(start)) {
      at += css.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out) {{ def.setLevel(Deflater.BEST_COMPRESSION); }}) {
      zip.write(bytes);
    }
    return out.size();
  }
}
