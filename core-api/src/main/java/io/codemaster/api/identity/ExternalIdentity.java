package io.codemaster.api.identity;

/**
 * Who somebody is elsewhere. The three together name one person for good; a name or an e-mail address does not.
 *
 * @param provider who says so: {@code feishu}
 * @param tenant the organisation there
 * @param subject the person in that organisation
 */
public record ExternalIdentity(String provider, String tenant, String subject) {

    @Override
    public String toString() {
        return provider + ":" + tenant + "/" + subject;
    }
}
