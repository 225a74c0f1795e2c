package io.codemaster.executor.feishu;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.lark.oapi.core.response.BaseResponse;

/** What the answers of the open platform have in common. The HTTP status is mostly 400; the code says what it is. */
final class FeishuAnswers {

    private static final int TOO_MANY_REQUESTS = 429;

    /** For the app, for one person, for one conversation. */
    private static final Set<Integer> RATE_LIMITED = Set.of(99991400, 230020, 11232);

    private static final int SCOPE_MISSING = 99991672;

    private static final Set<Integer> TOKEN_ENDED = Set.of(99991661, 99991663, 99991664, 99991668, 99991671, 99991677);

    private static final Set<Integer> APP_REFUSED = Set.of(10003, 10014, 10015, 99991543, 99991662, 99991673);

    private static final int LONGEST_MESSAGE = 200;

    private FeishuAnswers() {}

    static int status(BaseResponse<?> answer) {
        var raw = answer.getRawResponse();
        return raw == null ? 200 : raw.getStatusCode();
    }

    static boolean isRateLimited(BaseResponse<?> answer) {
        return RATE_LIMITED.contains(answer.getCode()) || status(answer) == TOO_MANY_REQUESTS;
    }

    static boolean isTokenEnded(BaseResponse<?> answer) {
        return TOKEN_ENDED.contains(answer.getCode());
    }

    static boolean isAppRefused(BaseResponse<?> answer) {
        return APP_REFUSED.contains(answer.getCode());
    }

    static boolean isScopeMissing(BaseResponse<?> answer) {
        return answer.getCode() == SCOPE_MISSING;
    }

    /** The permissions that the answer names, else this one. */
    static List<String> missingScopes(BaseResponse<?> answer, String otherwise) {
        var error = answer.getError();
        if (error != null && error.getPermissionViolations() != null) {
            var named = Arrays.stream(error.getPermissionViolations())
                    .map(it -> words(it.getSubject()))
                    .filter(it -> !it.isBlank())
                    .distinct()
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        return List.of(otherwise);
    }

    /** What somebody else wrote, made fit to be repeated. */
    static String words(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var plain = text.replaceAll("[^\\p{L}\\p{N} .,:;_()\\[\\]/-]", " ").strip();
        return plain.length() > LONGEST_MESSAGE ? plain.substring(0, LONGEST_MESSAGE) : plain;
    }
}
