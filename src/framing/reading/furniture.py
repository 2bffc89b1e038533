"""What pages put around a story: comment counts, sign-up prompts, links, notices, navigation."""

from __future__ import annotations

import re

_SOCIAL = (
    r"(?:facebook|twitter|x|whatsapp|pinterest|linkedin|reddit|email|e-mail|mail|messenger|instagram|youtube|telegram"
    r"|tumblr|google\+?|google plus|flipboard|pocket|threads|bluesky|mastodon|tiktok|snapchat|rss|sms|print|share|tweet|copy(?: the)? link"
    r"|link copied|copied|copy url|save|bookmark|gift(?: article)?|digg|stumbleupon|viber|line|truth social|gettr|parler|post|pin(?: it)?|more|icon)\b"
)
_NAV = (
    r"(?:home(?:page)?|news|world(?: news)?|uk(?: news)?|u\.?s\.?(?: news)?|us & canada|us & world|national|local|politics|business|money|finance|economy|markets?"
    r"|sports?|football|cricket|rugby(?: union| league)?|tennis|f1|formula 1|golf|boxing|nfl|nba|mlb|nhl|culture|arts?|arts & culture|books?|music|film|movies|tv|tv & radio|theatre|entertainment(?: & arts)?|showbiz|celebrity"
    r"|life|lifestyle|life & style|life and style|style|fashion|food|travel|health|science|science & environment|environment|climate|tech|technology|education|family & education|opinion|voices|comment|editorials?"
    r"|columnists?|letters|cartoons?|obituaries|puzzles|crosswords?|games|weather|video|videos|photos|pictures|in pictures|podcasts?|radio|live|magazine|newsletters?|jobs|property|homes|motoring|cars"
    r"|shop|shopping|deals|offers|vouchers|events|archive|africa|asia|australia|europe|latin america|americas?|middle east|england|scotland|wales|northern ireland|n\. ireland|ireland|london|china|india|canada"
    r"|latest(?: news)?|breaking news|top stories|more|menu|search|sections?|all sections|my account|account|log in|login|log out|sign in|sign up|register|subscribe|subscriptions?|donate|support us|contribute|e-?paper|today's paper|premium|explore|features|in depth|indy100|reality check|world service|newsbeat|iplayer|sounds|bitesize|about us|about|contact(?: us)?|help|faqs?|privacy(?: policy| notice)?|terms(?: of (?:use|service))?(?: & conditions| and conditions)?|cookies?(?: policy| settings)?|accessibility|advertise(?: with us)?|careers|sitemap|site map|feedback|editions?|u\.?k\.? edition|u\.?s\.? edition|international edition|war|crime|elections?|immigration|royals?|royal family|investigations?|long reads?|analysis|explainers?|fact[- ]check|special reports?|exclusives?|exclusive|trending|people|society|law|media|religion|defen[cs]e|energy|israel|russia|syria|ukraine|iran|turkey|national security|local news|world & nation|what['’]s on|on air now|on air|live tv|watch tv|watch|listen|e-?edition|digital edition|our network|our channels|connect|company|get us|terms & conditions|accessibility links|print subscriptions|search jobs|all topics|see all|topics|series|data|graphics|interactives?|explained|briefing|today|tonight|election \d{4}|real estate|dining|wellness|fitness|parenting|relationships|horoscopes?|betting|gaming|autos?|innovation|space|nature|earth|faith|history|family|women|black voices|queer voices|us edition|weekend|sunday|business & economy|human rights|conflict|in focus|middle east & north africa|north america|south america|asia pacific|uk politics|us politics|home news|international|global|more sports|other sports|tech & science|podcasts & radio|share price)"
)
_NUMBER = r"(?:\d[\d,.]*\s?[km]?|no|zero)"
_WHO = r"(?:[\w’'&.\-]+ ){0,6}"

# Each matches a whole line, in any case. Kinds are for the reader of this table.
_LINES: dict[str, tuple[str, ...]] = {
    "comments": (
        rf"(?:(?:view|show|see|read|hide|load|post|leave|add|write|open|go to|jump to|skip to|sort|join|start)(?: the| a| all| your| more)*\s+)?(?:all )?(?:{_NUMBER}\s+)?(?:reader )?comments?\s*(?:[(\[]?{_NUMBER}[)\]]?)?(?: so far| below| here)?[.!…]?",
        r"(?:join|start|be part of) (?:the|our|a) (?:conversation|discussion|debate|commenting forum|community|commenting)[\w ,’']*[.!]?",
        r"(?:be the first to comment|have your say|what do you think\??|share your (?:views|thoughts)|tell us (?:what you think|your story)|let us know (?:what you think )?in the comments(?: below| section)*|leave a reply|reply|report(?: comment| abuse)?|comments are (?:now )?closed|comments are (?:moderated|disabled)|the comments? (?:below|section)[\w ,’']{0,60}|newest|oldest|best rated|worst rated|top rated|most liked|view all|sort by|add your comment|post a comment|comment(?:ing)? guidelines?|community (?:guidelines|standards)|enter your comment|recommend(?:ed)?(?: \d+)?)[.!:]?",
        r"(?:we are no longer accepting comments on this article|sorry we are not currently accepting comments on this article)[.]?",
        r"join thought-provoking conversations[^.]*\.?",
    ),
    "share": (
        rf"{_NUMBER}\s*(?:shares?|likes?|views?|retweets?|reactions?|votes?|replies|followers|reads|claps)",
        rf"(?:{_SOCIAL}[\s|,/·•]*+(?:{_NUMBER}(?:\s|$))?)++[.!]?",
        rf"(?:share|tweet|email|e-mail|post|send|print|save|pin|gift|copy|forward)(?: (?:this|it|the|on|via|to|by|with|a|an|your|article|story|page|link|post|friends?|now|full|for later|free|icon|button|close|options|tools|in|{_SOCIAL})\b)++[.!]?",
        rf"(?:click to )?(?:share|email|print|tweet) ?(?:on|via|to)? ?(?:{_SOCIAL})? ?\(opens in new window\)",
        rf"(?:follow|like|find|join|visit|watch|connect with) {_WHO}(?:on|via) (?:our )?(?:{_SOCIAL})(?:(?:,| and| &| or)+ ?(?:{_SOCIAL}))*(?: page| channel)?(?: (?:at|:) ?\S+| @\w+)?(?: for [^.]{{1,80}})?[.!:]?(?: ?@\w+)?",
        r"(?:by|published|posted|author|authors|written by|updated|last updated|first published|source|topics|follow|by the|and)\s*:?", r"(?:follow|reach|contact|email|write to) (?:him|her|them|us|me|the (?:author|writer|reporter))(?: on \w+)?(?: at)?:? ?(?:\(?@\w+\)?|\S+@\S+)?\.?",
        r"follow (?:@\w+|us|this (?:story|topic|author)|topics?(?: in this article)?)[.!:]?",
        r"(?:@\w{2,30}[\s,|]*)+",
        r"(?:get|open) (?:the )?(?:link|embed(?: code)?|share tools)",
        r"(?:https?://|www\.)\S+",
        r"(?:pic\.twitter\.com|t\.co)/\S+",
    ),
    "more": (
        r"(?:read|see|learn|find out|discover|show|view|load|hear|watch|listen to)(?: (?:more|also|next|full|the|story|original|article|less|all|now|on|about|this|here|at|it)\b)++\s*[.:!…»>→]*",
        r"read (?:the )?(?:more|full (?:story|article|report|piece|interview|transcript)|rest(?: of (?:the|this) (?:story|article|piece|post|column))?|original(?: article)?|whole (?:story|thing))(?: (?:here|at|on|in|from|about)(?: [\w’'.:/&\-]+){0,6})?\s*[.:»>→]*",
        r"(?:read more|read also|see also|also read|more|related|recommended|don['’]t miss|must read|read next|up next|next up|see more|related (?:article|story|video|content|coverage)|watch|watch more|now watch|explore more|more on this|further reading|in pictures|gallery|listen|editor['’]s picks?)\s*[:|»>→-]+\s*.{0,160}",
        r"(?:click|tap|press) here[^.]{0,100}\.?",
        r"(?:continue reading|keep reading|story continues|article continues|continues?|scroll down)(?: (?:below|after|for|the|main|story|article|advertisement|this|ad|reading|more|video|promotion|newsletter|to|read|related|media|down|next|slide)\b)*+[.:…»>→]*",
        r"(?:this )?(?:story|article|content|post) continues (?:below|after)[\w ]{0,40}[.:]?",
        r"(?:\d+\s+)?(?:show|expand|hide|close|collapse|view)(?: (?:all|more|gallery|image|images|caption|details|article|map|transcript|photos?|slideshow|this|in|fullscreen|full|screen|\d+)\b)*+",
        r"(?:back|return) to (?:top|home(?:page)?|article|the top|story|results|main)[\w ]{0,20}",
        r"(?:next|previous|prev|newer|older)(?: (?:story|article|post|page|slide|image|photo|up|entry|posts|stories|articles))?s?[.:»>→«←]*",
        r"skip to (?:main |the )?[\w ]{0,40}",
        r"(?:jump|go) to (?:navigation|content|main content|comments|search|section)",
        r"skip (?:ad|past newsletter promotion|advert|links|navigation|most (?:viewed|read))[\w ]{0,30}",
        r"(?:after|past) newsletter promotion",
    ),
    "advertising": (
        r"(?:[-–—*\[( ]*)(?:scroll to continue with )?(?:advertisements?|advert|ads?|adverti[sz]ing|sponsored(?: content| links?| post| by [\w ]{1,40})?|promoted(?: content| stories| links?)?|paid (?:content|post|for by [\w ]{1,40})|partner content|commercial content|sponsor message|ad feedback|ad choices|adchoices|report (?:this )?ad|why am i seeing this( ad)?\??|remove ads?|powered by .{1,40}|brought to you by .{1,40}|in association with .{1,40}|presented by .{1,40}|content from .{1,40}|by taboola|taboola|outbrain|by outbrain|recommended by .{1,30})(?:[-–—*\]) :.]*)",
        r"(?:story|article|content|text)? ?continues? (?:below|after) (?:this )?(?:the )?(?:advertisement|advert|ad|sponsored content)s?[.:]?",
        r"(?:advertisement|ad)\s*[-–—|:·•]\s*(?:scroll to continue|continue reading below|story continues below|continue reading the main story|article continues below|learn more|\d+s?)[.:]?",
        r"see (?:all|your latest) .{1,40}", r"(?:this article is|article) (?:more than|over) \d+ (?:years?|months?) old",
        r"this (?:article|page|story|post) (?:may )?(?:contains?|includes?) affiliate links?\b.*",
        r"we may (?:earn|receive|get) (?:a )?(?:small )?(?:commission|share|revenue)\b.*",
    ),
    "sign-up": (
        r"(?:sign[- ]?up|signup|subscribe|register|log[- ]?in|sign[- ]?in|join(?: now| us| free| today)?|get started|create (?:an |your )?(?:free )?account|manage (?:your )?(?:account|subscription)|start (?:your )?(?:free )?trial|become a (?:member|subscriber|supporter)|support us|donate(?: now)?|already (?:a )?(?:subscriber|member|registered|have an account)\??.{0,40}|not a (?:subscriber|member)\??.{0,40}|forgot(?:ten)? (?:your )?password\??|subscribe (?:now|today|here|to read|for .{1,60})|unlock .{0,60}|upgrade .{0,40}|try (?:it )?(?:for )?free.{0,40}|enter your email(?: address)?.{0,40}|your email(?: address)?\*?|email address\*?|e-?mail:?|newsletters?|our newsletters?|success!?|thanks? (?:you )?for (?:signing up|subscribing|registering|reading).{0,80}|thank you!?|invalid email|please enter a valid email.{0,40}|something went wrong.{0,60}|submit|unsubscribe.{0,80}|no thanks|maybe later|not now|remind me later|ok|okay|got it|continue|close|cancel|accept(?: all)?(?: cookies)?|reject(?: all)?(?: cookies)?|i (?:accept|agree)|agree|allow|dismiss|done|loading\.*…?|allow notifications|turn on notifications|enable notifications|manage (?:cookies|preferences|consent|settings|options)|cookie (?:settings|preferences|policy)|your privacy|privacy|password\*?|username\*?|remember me|save|edit|delete|report|reply|subscribe to our .{1,80})[.!]?",
        r"(?:sign up|subscribe|register) (?:to|for|with|here|now|today|and|free)\b.{0,220}",
        r"get (?:the|our|your|all|more|a|today['’]s|daily|breaking|unlimited|full|exclusive)\b.{0,160}\b(?:inbox|newsletter|emails?|alerts?|app|delivered|subscri\w+|straight to you|sent to|on your phone|digital access|access to)\b.{0,80}",
        r".{0,160}\b(?:delivered|sent|straight|direct(?:ly)?) (?:straight |right |directly |direct )?(?:in)?to your (?:inbox|email|phone)\b.{0,120}",
        r"by (?:signing up|subscribing|registering|submitting|entering|clicking|continuing|providing|creating)\b.{0,60}\byou(?:['’]re| are| will| agree| confirm| consent| acknowledge| accept)?\b.{0,300}",
        r"(?:this site is protected by recaptcha|i (?:would|['’]d) like to (?:be emailed|receive|get) |i have read and|read our privacy|we (?:will|['’]ll) (?:never )?(?:send|share|use) your|you (?:can|may) (?:unsubscribe|opt[- ]out|change your (?:mind|preferences)|cancel)|view our privacy|see our (?:privacy|terms)|check your (?:inbox|email)).{0,240}",
        r"(?:thank you|thanks) for (?:registering|subscribing|signing up|joining|your (?:support|feedback|comment|submission|registration)|reading)\b.{0,120}",
        r"(?:please )?(?:refresh|reload) (?:the|this|your) (?:page|browser)\b.{0,240}",
        r"please (?:log ?in|sign ?in|register|subscribe|enable|try again|enter|check|verify|confirm your|turn off|disable|whitelist|upgrade|update your browser|support|consider (?:supporting|subscribing|donating|making))\b.{0,200}",
        r"(?:want|looking for|like|love|enjoy|enjoying|need|fancy|interested in) .{1,80}\? ?(?:sign up|subscribe|join|get|click|try|check out|read|follow|why not|you can|download|tell us|support)\b.{0,200}",
        r"(?:you have|you['’]ve) (?:\w+ )?(?:free )?(?:articles?|reached|read|\d+|no|used|hit|been|successfully|already|subscribed|unsubscribed|an active)\b.{0,100}\b(?:articles?|limit|month|left|remaining|subscri\w+|logged|registered|account|newsletters?)\b.{0,100}",
        r"(?:this (?:article|content|story) is (?:for|available|free|only|exclusively|reserved)\b).{0,40}\b(?:subscribers?|members?|registered|premium)\b.{0,100}",
        r"to (?:continue|keep) reading\b.{0,120}", r"(?:already|not) (?:a |an )?(?:\w+ )?(?:subscriber|member|registered|reader)s?\??.{0,60}",
        r"(?:support|help|back|fund|power) (?:our|us|the|independent|quality|local|fearless|free|trusted)\b.{0,60}\b(?:journalism|newsroom|reporting|reporters|mission|work|press|independent)\b.{0,120}",
        r"(?:it['’]s free|cancel any ?time|no strings attached|unsubscribe at any time|we don['’]t spam|spam free|free (?:newsletter|email)s?)[.!]?.{0,60}",
        r"invalid (?:e-?mail|password).{0,60}",
        r"(?:download|install|try|get) (?:the |our |your )?(?:free |new |official )?(?:[\w’'&.\-]+ ){0,5}(?:app|apps|browser extension)\b.{0,160}",
        r"(?:available|download(?:ed)?|get it) (?:on|from|in|now on)(?: the)? (?:app store|google play|itunes|apple podcasts|spotify|stitcher).{0,120}",
        r"(?:app store|google play|apple news|google news|apple podcasts|spotify|amazon music|add (?:us|\S+) (?:on|to|as (?:a |your )?preferred source on) google.{0,40})",
        r"(?:enable|turn on|allow|get|receive|set up) (?:push |desktop |browser |breaking |email |instant |daily )*(?:notifications?|alerts?)\b.{0,120}",
        r"(?:the|our|your) (?:best|biggest|top|most important|essential|daily|weekly|morning|evening)\b.{0,120}\b(?:newsletter|inbox|every (?:morning|day|week|weekday|evening|friday|saturday|sunday|monday))\b.{0,100}",
        r"(?:a|our) (?:daily|weekly|free|twice-weekly|monthly|regular|morning|evening) (?:[\w’'\-]+ ){0,4}(?:newsletter|e-?mail|briefing|round-?up|digest)\b.{0,160}",
        r"free (?:\w+ )?(?:newsletter|e-?mail)s?.{0,120}", r"get the full experience.{0,60}", r"choose your plan.{0,40}", r".{0,60}\brecaptcha\b.{0,160}", r"(?:new ?)?you can now listen to .{1,60}\barticles!?", r"newsletter sign[- ]?up.{0,60}", r"privacy notice:.{0,300}", r"for more information see our.{0,200}",
        r"we use google recaptcha.{0,300}", r"newsletters may contain.{0,300}",
    ),
    "cookies": (
        r"(?:we|this (?:site|website|page)|our (?:site|website|partners)|we and our(?: \d+)? partners)\b.{0,60}\b(?:uses?|using|stores?|process|collects?|value)\b.{0,80}\b(?:cookies|your privacy|personal data|trackers|information on (?:a|your) device)\b.{0,400}",
        r"by (?:using|continuing to (?:use|browse)|browsing|visiting) (?:this|our|the) (?:site|website|service)\b.{0,300}",
        r"(?:your|to) (?:browser|ad ?blocker|javascript|consent|cookie|use this feature|view this (?:video|content)|enable)\b.{0,60}\b(?:browser|javascript|support|enabled?|disabled?|cookies?|block\w*|consent|settings?)\b.{0,200}",
        r"(?:javascript|cookies|adblock(?:er)?|ad[- ]?blocker|flash(?: player)?|html5)\b.{0,80}\b(?:is|are|must be|required|disabled|enabled|detected|not supported)\b.{0,160}",
        r"(?:learn|read|find out|see) more about (?:how|our|why) .{0,60}(?:cookies|privacy|data|trust|journalism|standards|fact[- ]check).{0,60}",
        r"sorry,? (?:this|we|your|the|an|there)\b.{0,80}\b(?:browser|available|region|country|video|error|unavailable|playback|supported|again)\b.{0,120}",
        r"(?:an )?error(?: has)? occurred.{0,80}",
    ),
    "copyright": (
        r"(?:copyright|©|\(c\)|&copy;)\s*(?:©|\(c\)|by|copyright)?\s*[\d\-–]*.{0,260}",
        r".{0,80}\ball rights reserved\b.{0,200}",
        r"(?:this material|this content|this article|this story|no part of this|reproduction|republication|redistribution|material)\b.{0,40}\b(?:may not be|prohibited|without|protected by|not be published)\b.{0,160}",
        r"(?:click|see|visit|read|view|go) .{0,40}(?:for|our)? ?(?:restrictions|licensing rights|reprints?|syndication|rights and permissions|for permissions)\b.{0,60}",
        r"(?:our standards|standards):.{0,80}(?:trust principles|editorial (?:code|guidelines|standards)).{0,40}",
        r"(?:purchase|acquire|buy|order|request|get) (?:licensing rights|reprints?|permissions?|a (?:copy|print)).{0,60}", r"reprints?(?: & permissions| and permissions)?",
        r"a version of this article appear(?:s|ed) in\b.{0,260}", r"(?:ipso|independent press standards organisation)\b.{0,40}regulated.{0,60}",
        r"(?:the )?(?:bbc|[A-Z]\w+) is not responsible for the content of external (?:sites|links).{0,120}",
        r"(?:registered|part of|owned by|a division of|published by|powered by|hosted by)\b.{0,40}\b(?:in england|ltd|limited|inc|llc|plc|group|media|network|company number|wordpress)\b.{0,120}",
        r"(?:about our ads|do not sell(?: or share)? my (?:personal )?(?:info|information|data)|ad choices|your (?:us state|california|privacy) (?:privacy )?(?:rights|choices)|terms of (?:use|service|sale)|terms (?:&|and) conditions|privacy (?:policy|notice|center|statement)|cookies? (?:policy|notice)|modern slavery.{0,30}|complaints?(?: policy)?|corrections?(?: policy| (?:&|and) clarifications)?|contact us|about us|help(?: cent(?:er|re))?|site ?map|accessibility(?: statement| help)?|careers|advertise(?: with us)?|press office|media kit|syndication|editorial (?:guidelines|code|standards|policy)|send (?:us )?(?:a )?(?:tip|news tips?)|report an? (?:error|typo|correction|mistake|problem).{0,40}|suggest a correction|submit a (?:tip|correction|letter)|got a (?:news )?tip\??.{0,160}|have a (?:news )?tip\??.{0,160}|(?:do you (?:have|know)|have you|are you|were you|did you) .{0,120}\?.{0,60}\b(?:share|contact|e-?mail|get in touch|tell us|let us know|write to us|here['’]s how|call us|whatsapp)\b.{0,160}|(?:email|contact|write to|call|text|whatsapp) (?:us|our) .{0,20}(?:newsdesk|news desk|newsroom|team|reporter|at|on)\b.{0,120})",
        r"(?:to )?(?:report|request|suggest|submit) an? (?:error|correction|typo|factual).{0,100}", r"how (?:we|to) (?:fact[- ]check|use your data|complain|report).{0,60}",
    ),
    "rules": (
        r"(?:we (?:want|ask|welcome|reserve|encourage)|please (?:keep|report|be|note|stay|remember)) .{0,100}\b(?:comments?|commenters|discussions?|posts?)\b.{0,300}",
        r".{0,160}\b(?:independent press standards organisation|editors['’]? code of practice)\b.{0,240}", r"comments?: our rules", r"read the rules(?: here)?", r"report this comment.{0,20}",
        r".{0,60}\bvalues? your (?:comments?|privacy|feedback|opinion)\b.{0,240}",
    ),
    "media": (
        r"(?:play|pause|stop|replay|watch|mute|unmute)(?: (?:video|audio|now|again|live|next|slideshow|the|clip|sound|in|screen|full|trailer)\b)*+(?: ?\d{1,2}:\d\d)?",
        r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?",
        r"\d[\d,.]*\s?[km]?", r"list (?:of )?\d+ (?:of \d+|items?)", r"end of list", r"(?:\d{1,2}:)?\d{1,2}:\d\d\s*[-–—|]\s*source:? .{1,60}", r"(?:video )?ad feedback",
        r"\d{1,3}\s*(?:/|of)\s*\d{1,3}", r"(?:image|photo|slide|picture|video|gallery)s?\s*\d{0,3}\s*(?:(?:of|/)\s*\d{1,3})?(?: photos?| images?)?",
        r"\d{1,3} (?:photos?|images?|pictures|videos?|slides)",
        r"(?:now playing|up next|playback|current time|duration(?: time)?|remaining time|stream type|loaded|progress|volume|captions?|subtitles|chapters|quality|playback rate|fullscreen|full screen|picture[- ]in[- ]picture|video player|media player|video|media caption|this is a modal window.{0,60}|beginning of dialog window.{0,80}|end of dialog window.{0,20}|close modal.{0,30}|seek to live.{0,60}|the media could not be loaded.{0,160}|media playback is (?:unsupported|not supported).{0,60}|video (?:unavailable|not available|playback).{0,60}|video (?:caption|transcript)|autoplay.{0,30}|live stream|watch live|exit fullscreen|enlarge(?: this)? (?:image|photo)?|toggle caption|hide caption|open (?:image|gallery|in) .{0,40}|view (?:image|gallery|photos) in fullscreen|image (?:source|copyright|credit)|transcript|embed|expand|zoom|slideshow)[.:]?",
        r"listen(?: to)?(?: (?:this|the))?(?: (?:article|story|podcast|audio|episode|now|live))?(?: ?[·•|–-]? ?\d{1,2}(?::\d\d)?(?: ?min(?:ute)?s?)?)?",
        r"(?:audio|this article) (?:by|is|was) .{0,30}(?:narrated|read aloud|carbonatix|voiced|automated voice).{0,80}",
        r"\d{1,3}\s*-?\s*min(?:ute)?s?\.?(?: read| to read| listen| watch| ago)?", r"(?:estimated )?(?:reading|read) time:? .{0,30}", r"(?:less than a|one) minute(?: read)?",
        r"(?:text size|font size|a\s+a\s+a|a[-+ ]+a[-+ ]*a?|small(?:er)? text|larger text|resize text|increase text size|dark mode|light mode|print this page|reader mode)[\w :|+-]{0,30}",
        r"(?:watch|video|listen|photos?|pictures?|gallery|in pictures)\s*[:|]\s*.{0,140}",
    ),
    "lists": (
        r"(?:most|trending|top|more|related|recommended|popular|latest|featured|other|similar|suggested|sponsored|promoted|editor['’]?s|our|best of|also|new|today['’]s|this week['’]s|best|from|breaking|hot)(?: (?:popular|read|viewed|shared|watched|commented|recent|discussed|e-?mailed|now|news|stories|story|articles?|links?|topics?|tags?|content|reading|videos?|posts?|picks?|headlines?|coverage|features?|from|in|on|this|the|about|like|you|might|may|us|for|today|here|by|author|authors|to|explore|trending|right|internet|around|web|searches|galleries|podcasts?|opinion|analysis|world|politics|business|sports?|uk|us|middle|east|europe|health|science|technology|section|sections|and|&|related|live|just|our|partners|sponsors|of|day|week|site|network|choices?|selected|must|reads|reader|readers|top|best|&amp;)\b)*+\s*[:»>→]*",
        r"more (?:on|from|about|in|by|stories|coverage|news) .{1,60}", r"(?:read )?more about:? ?.{0,120}", r"(?:topics?|tags?|tagged(?: with| in)?|filed under|keywords|categories|category|related topics|in this (?:article|story)|topics in this (?:article|story)|explore more on these topics|explore topics|people in this story|companies|mentioned in this (?:article|story)|companies mentioned|key(?:words)? topics|associated topics|share this topic)\s*(?::.{0,240})?",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed|want to read|enjoy)|we (?:think|recommend)|recommended for you|recommended|around the (?:web|bbc|site|network)|from (?:around )?the (?:web|archives?|bbc|blog)|from our (?:partners|sponsors|network|archive|advertisers)|elsewhere on .{1,40}|on (?:other|our) (?:sites|partner sites)|what to read next|what['’]s (?:trending|hot|next|new)|where next.{0,30}|in case you missed it|icymi|don['’]t miss(?: it)?|things to know|trending(?: now| topics| stories)?|related|more stories?|more news|more videos?|up next|read next|next article|top stories|latest news|latest headlines|newsfeed|live updates|most popular|most read|most viewed|popular|editor['’]?s['’]? picks?|sponsored stories|promoted stories|paid links|related internet links|related bbc links|external links|on this story|also in the news|other stories|other news|features|elsewhere|links|see also|read also|also read|further reading|quiz|take (?:our|the|this) (?:quiz|poll|survey).{0,80}|poll|vote(?: now)?|survey|today['’]s (?:best|top) .{0,40}|our picks|our top stories|the latest|newsletter|previous|more like this|share this story|the big story|highlights|in other news)\s*[:»>→]*",
        rf"(?:{_NAV})(?:\s*(?:[|>/›»·•,\\]|\s-\s|\t|\s{{2,}}|–)\s*(?:{_NAV})\b)++\s*[>›»]?", rf"(?:{_NAV})(?: (?:{_NAV})){{2,}}",
        r"(?:the )?(?:view|opinion|article|views|story)s? (?:expressed|published) (?:in|by|here)\b.{0,60}\b(?:author|own|editorial)\b.{0,160}",
        r"(?:this (?:article|story|post|page|report|piece|column|headline|version) (?:was|has been|is) (?:first |originally |last |also |automatically |produced |generated |updated|amended|corrected|edited|republished|published|modified|changed|reproduced|translated|adapted|part of|being updated|an updated|a developing))\b.{0,260}",
        r"(?:this is )?an? (?:developing|breaking|breaking news|live) (?:news )?story\b.{0,160}", r"(?:correction|clarification|editor['’]s note|amended|updated?)\s*(?:[:,(]|on \d).{0,400}",
    ),
    "market": (
        r"(?:[A-Z]{1,6}[:.^]?[A-Z]{0,5}\s*)?[▲▼+\-−]\s*\d+(?:\.\d+)?\s*%?(?:\s*\(?[+\-−]?\d+(?:\.\d+)?%?\)?)?",
        r"(?:ftse 100|ftse|dow(?: jones)?|nasdaq|s&p 500|dax|cac 40|nikkei|brent crude|gold|bitcoin|gbp/usd|eur/usd)\s*[\d,.]+.{0,60}",
        r"(?:[\w ,]{1,30} )?-?\d{1,3}\s?°\s?[cf]?(?: .{0,30})?", r".{0,20}(?:quotes? (?:are )?(?:displayed|delayed|by)|market data (?:provided|delayed|powered)).{0,160}",
    ),
}  # fmt: skip

_PATTERN = re.compile("|".join(f"(?:{p})" for patterns in _LINES.values() for p in patterns), re.IGNORECASE)
_KINDS = {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in _LINES.items()}
_BULLET = re.compile(r"^[\s•·*►▶▸→»>|–—\-✓✔☰✕×❯‹›]+|[\s•·*►▶▸→»>|✕×❯‹›▼▾]+$")
LONGEST = 420
"""No line longer than this is furniture by its words alone."""

_REPORTED = re.compile(r"\b(?:said|says|told|according to|argued|warned|announced|insisted|spokes\w+)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|our|we|us|please|click)\b", re.IGNORECASE)
_WEB = re.compile(
    r"\b(newsletters?|inbox|subscri\w+|sign(?:ing)? up|log(?:ged|ging)?[- ]?in|sign(?:ing)? in|regist(?:er|ered|ration)|accounts?|browser|cookies?|privacy|terms|"
    r"advertis\w+|ads|websites?|site|click|apps?|e-?mails?|comments?|commenting|posts?|readers?|rules|notifications?|complaints?|editorial|journalism|membership|supporters?|"
    r"donat\w+|alerts?|stories|coverage|download|page|content|moderat\w+|abus\w+|password|free|offers?|trial|cancel|agree|consent|preferences|settings|unsubscribe|share|follow|link|topics?)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"(?:{_NAV})", re.IGNORECASE)


def bare(line: str) -> str:
    """The line without bullets and arrows at its ends.

    Example:
        >>> bare("  » Read more ›")
        'Read more'
    """
    return _BULLET.sub("", line).strip()


def is_furniture(line: str) -> bool:
    """Whether a line, by its own words, is no part of any story.

    Example:
        >>> is_furniture("View comments (12)"), is_furniture("Sign up to our daily newsletter")
        (True, True)
        >>> is_furniture("Sign language is taught in two schools."), is_furniture("Comments by the mayor drew anger.")
        (False, False)
    """
    if len(line) > LONGEST:
        return False
    words = bare(line)
    if not any(char.isalnum() for char in words):
        return True  # rules, bullets, dots
    return _PATTERN.fullmatch(words) is not None and not (_REPORTED.search(words) and words.endswith((".", ".”", '."')))


def addresses_reader(line: str, least: int = 2) -> bool:
    """Whether a line speaks to the reader about the site: 'you' or 'our', and `least` words of the trade.

    Example:
        >>> addresses_reader("Your account lets you post comments on our site and follow other readers.")
        True
        >>> addresses_reader("The site asks for your account, the minister said.")
        False
    """
    if len(line) > 2 * LONGEST or any(mark in line for mark in '"“”«') or _REPORTED.search(line):
        return False
    if _READER.search(line) is None:
        return False
    return len({found.lower() for found in _WEB.findall(line)}) >= least


def kind(line: str) -> str | None:
    """Which kind of furniture a line is, or None: comments, share, more, advertising, sign-up, ….

    Example:
        >>> kind("Advertisement"), kind("The mayor resigned.")
        ('advertising', None)
    """
    words = bare(line)
    if len(line) > LONGEST:
        return None
    return next((name for name, pattern in _KINDS.items() if pattern.fullmatch(words)), None)


def is_section(line: str) -> bool:
    """Whether a line is the name of a newspaper's section and nothing else, as 'World news'."""
    return len(line) <= 40 and _SECTION.fullmatch(bare(line)) is not None
