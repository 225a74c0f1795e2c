package io.codemaster.app.security.signin;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserSource;
import io.codemaster.executor.feishu.FeishuSignIn;
import io.codemaster.executor.feishu.FeishuSignIn.Person;

/** People whom Feishu vouches for. The tenant and the open id are who they are; name and address only describe them. */
@Component
class FeishuAccounts implements IdentitySource {

    private static final String PROVIDER = "feishu";

    private final FeishuSignIn feishu;

    private final UserRegistry registry;

    FeishuAccounts(FeishuSignIn feishu, UserRegistry registry) {
        this.feishu = feishu;
        this.registry = registry;
    }

    @Override
    public UserSource source() {
        return UserSource.FEISHU;
    }

    @Override
    public boolean isOfferedTo(HttpServletRequest request) {
        return feishu.app().isPresent();
    }

    /** The user who this is, as Feishu describes them now; new, without a role, when it is the first time. */
    UserAccount user(Person person) {
        return registry.findOrRegisterByIdentity(
                source(),
                new ExternalIdentity(PROVIDER, person.tenantKey(), person.openId()),
                person.name(),
                person.email(),
                person.avatarUrl());
    }
}
