package io.codemaster.api.shared;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an event is called outside of the code. It follows from the name of its class, whose last word says what was done
 * and the words before it to what: {@code AiReviewRequested} is about an AI review.
 *
 * @param noun its words with a dash between them: {@code ai-review}
 * @param verb one word: {@code requested}
 */
public record EventName(String noun, String verb) {

    private static final Pattern BEFORE_A_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** The name of the event with this simple class name. */
    public static EventName of(String simpleName) {
        var words = BEFORE_A_WORD.split(simpleName, -1);
        var noun = new StringBuilder();
        for (int i = 0; i < words.length - 1; i++) {
            noun.append(i == 0 ? "" : "-").append(words[i].toLowerCase(Locale.ROOT));
        }
        return new EventName(noun.toString(), words[words.length - 1].toLowerCase(Locale.ROOT));
    }

    /** The name of an event of this class. */
    public static EventName of(Class<?> event) {
        return of(event.getSimpleName());
    }

    /** As an action of the audit log: {@code ai-review.requested}. */
    public String action() {
        return noun + "." + verb;
    }
}
