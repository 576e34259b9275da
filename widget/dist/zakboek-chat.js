var Tn=Object.defineProperty;var Sn=Object.getOwnPropertyDescriptor;var $=(n,e,t,i)=>{for(var s=i>1?void 0:i?Sn(e,t):e,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(i?o(e,t,s):o(s))||s);return i&&s&&Tn(e,t,s),s};var Z=globalThis,ee=Z.ShadowRoot&&(Z.ShadyCSS===void 0||Z.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Te=Symbol(),Fe=new WeakMap,V=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==Te)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(ee&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Fe.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Fe.set(t,e))}return e}toString(){return this.cssText}},Je=n=>new V(typeof n=="string"?n:n+"",void 0,Te),k=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((i,s,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new V(t,n,Te)},Ge=(n,e)=>{if(ee)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),s=Z.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=t.cssText,n.appendChild(i)}},Se=ee?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return Je(t)})(n):n;var{is:Pn,defineProperty:Mn,getOwnPropertyDescriptor:Cn,getOwnPropertyNames:Rn,getOwnPropertySymbols:On,getPrototypeOf:zn}=Object,te=globalThis,Ye=te.trustedTypes,Dn=Ye?Ye.emptyScript:"",Ln=te.reactiveElementPolyfillSupport,K=(n,e)=>n,q={toAttribute(n,e){switch(e){case Boolean:n=n?Dn:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},ne=(n,e)=>!Pn(n,e),Qe={attribute:!0,type:String,converter:q,reflect:!1,useDefault:!1,hasChanged:ne};Symbol.metadata??=Symbol("metadata"),te.litPropertyMetadata??=new WeakMap;var A=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Qe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(e,i,t);s!==void 0&&Mn(this.prototype,e,s)}}static getPropertyDescriptor(e,t,i){let{get:s,set:r}=Cn(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let l=s?.call(this);r?.call(this,o),this.requestUpdate(e,l,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Qe}static _$Ei(){if(this.hasOwnProperty(K("elementProperties")))return;let e=zn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(K("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(K("properties"))){let t=this.properties,i=[...Rn(t),...On(t)];for(let s of i)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,s]of t)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let s=this._$Eu(t,i);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let s of i)t.unshift(Se(s))}else e!==void 0&&t.push(Se(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ge(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,i);if(s!==void 0&&i.reflect===!0){let r=(i.converter?.toAttribute!==void 0?i.converter:q).toAttribute(t,i.type);this._$Em=e,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(e,t){let i=this.constructor,s=i._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let r=i.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:q;this._$Em=s;let l=o.fromAttribute(t,r.type);this[s]=l??this._$Ej?.get(s)??l,this._$Em=null}}requestUpdate(e,t,i,s=!1,r){if(e!==void 0){let o=this.constructor;if(s===!1&&(r=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??ne)(r,t)||i.useDefault&&i.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:s,wrapped:r},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,r]of i){let{wrapped:o}=r,l=this[s];o!==!0||this._$AL.has(s)||l===void 0||this.C(s,void 0,r,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};A.elementStyles=[],A.shadowRootOptions={mode:"open"},A[K("elementProperties")]=new Map,A[K("finalized")]=new Map,Ln?.({ReactiveElement:A}),(te.reactiveElementVersions??=[]).push("2.1.2");var Me=globalThis,Xe=n=>n,ie=Me.trustedTypes,Ze=ie?ie.createPolicy("lit-html",{createHTML:n=>n}):void 0,Ce="$lit$",_=`lit$${Math.random().toFixed(9).slice(2)}$`,Re="?"+_,jn=`<${Re}>`,z=document,J=()=>z.createComment(""),G=n=>n===null||typeof n!="object"&&typeof n!="function",Oe=Array.isArray,rt=n=>Oe(n)||typeof n?.[Symbol.iterator]=="function",Pe=`[ 	
\f\r]`,F=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,et=/-->/g,tt=/>/g,R=RegExp(`>|${Pe}(?:([^\\s"'>=/]+)(${Pe}*=${Pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),nt=/'/g,it=/"/g,ot=/^(?:script|style|textarea|title)$/i,ze=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),c=ze(1),T=ze(2),Pi=ze(3),b=Symbol.for("lit-noChange"),u=Symbol.for("lit-nothing"),st=new WeakMap,O=z.createTreeWalker(z,129);function at(n,e){if(!Oe(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ze!==void 0?Ze.createHTML(e):e}var lt=(n,e)=>{let t=n.length-1,i=[],s,r=e===2?"<svg>":e===3?"<math>":"",o=F;for(let l=0;l<t;l++){let d=n[l],p,f,h=-1,g=0;for(;g<d.length&&(o.lastIndex=g,f=o.exec(d),f!==null);)g=o.lastIndex,o===F?f[1]==="!--"?o=et:f[1]!==void 0?o=tt:f[2]!==void 0?(ot.test(f[2])&&(s=RegExp("</"+f[2],"g")),o=R):f[3]!==void 0&&(o=R):o===R?f[0]===">"?(o=s??F,h=-1):f[1]===void 0?h=-2:(h=o.lastIndex-f[2].length,p=f[1],o=f[3]===void 0?R:f[3]==='"'?it:nt):o===it||o===nt?o=R:o===et||o===tt?o=F:(o=R,s=void 0);let m=o===R&&n[l+1].startsWith("/>")?" ":"";r+=o===F?d+jn:h>=0?(i.push(p),d.slice(0,h)+Ce+d.slice(h)+_+m):d+_+(h===-2?l:m)}return[at(n,r+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},Y=class n{constructor({strings:e,_$litType$:t},i){let s;this.parts=[];let r=0,o=0,l=e.length-1,d=this.parts,[p,f]=lt(e,t);if(this.el=n.createElement(p,i),O.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(s=O.nextNode())!==null&&d.length<l;){if(s.nodeType===1){if(s.hasAttributes())for(let h of s.getAttributeNames())if(h.endsWith(Ce)){let g=f[o++],m=s.getAttribute(h).split(_),v=/([.?@])?(.*)/.exec(g);d.push({type:1,index:r,name:v[2],strings:m,ctor:v[1]==="."?re:v[1]==="?"?oe:v[1]==="@"?ae:L}),s.removeAttribute(h)}else h.startsWith(_)&&(d.push({type:6,index:r}),s.removeAttribute(h));if(ot.test(s.tagName)){let h=s.textContent.split(_),g=h.length-1;if(g>0){s.textContent=ie?ie.emptyScript:"";for(let m=0;m<g;m++)s.append(h[m],J()),O.nextNode(),d.push({type:2,index:++r});s.append(h[g],J())}}}else if(s.nodeType===8)if(s.data===Re)d.push({type:2,index:r});else{let h=-1;for(;(h=s.data.indexOf(_,h+1))!==-1;)d.push({type:7,index:r}),h+=_.length-1}r++}}static createElement(e,t){let i=z.createElement("template");return i.innerHTML=e,i}};function D(n,e,t=n,i){if(e===b)return e;let s=i!==void 0?t._$Co?.[i]:t._$Cl,r=G(e)?void 0:e._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,t,i)),i!==void 0?(t._$Co??=[])[i]=s:t._$Cl=s),s!==void 0&&(e=D(n,s._$AS(n,e.values),s,i)),e}var se=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,s=(e?.creationScope??z).importNode(t,!0);O.currentNode=s;let r=O.nextNode(),o=0,l=0,d=i[0];for(;d!==void 0;){if(o===d.index){let p;d.type===2?p=new U(r,r.nextSibling,this,e):d.type===1?p=new d.ctor(r,d.name,d.strings,this,e):d.type===6&&(p=new le(r,this,e)),this._$AV.push(p),d=i[++l]}o!==d?.index&&(r=O.nextNode(),o++)}return O.currentNode=z,s}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},U=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,s){this.type=2,this._$AH=u,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),G(e)?e===u||e==null||e===""?(this._$AH!==u&&this._$AR(),this._$AH=u):e!==this._$AH&&e!==b&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):rt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==u&&G(this._$AH)?this._$AA.nextSibling.data=e:this.T(z.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,s=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=Y.createElement(at(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(t);else{let r=new se(s,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=st.get(e.strings);return t===void 0&&st.set(e.strings,t=new Y(e)),t}k(e){Oe(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,s=0;for(let r of e)s===t.length?t.push(i=new n(this.O(J()),this.O(J()),this,this.options)):i=t[s],i._$AI(r),s++;s<t.length&&(this._$AR(i&&i._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=Xe(e).nextSibling;Xe(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},L=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,s,r){this.type=1,this._$AH=u,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=u}_$AI(e,t=this,i,s){let r=this.strings,o=!1;if(r===void 0)e=D(this,e,t,0),o=!G(e)||e!==this._$AH&&e!==b,o&&(this._$AH=e);else{let l=e,d,p;for(e=r[0],d=0;d<r.length-1;d++)p=D(this,l[i+d],t,d),p===b&&(p=this._$AH[d]),o||=!G(p)||p!==this._$AH[d],p===u?e=u:e!==u&&(e+=(p??"")+r[d+1]),this._$AH[d]=p}o&&!s&&this.j(e)}j(e){e===u?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},re=class extends L{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===u?void 0:e}},oe=class extends L{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==u)}},ae=class extends L{constructor(e,t,i,s,r){super(e,t,i,s,r),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??u)===b)return;let i=this._$AH,s=e===u&&i!==u||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,r=e!==u&&(i===u||s);s&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},le=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},dt={M:Ce,P:_,A:Re,C:1,L:lt,R:se,D:rt,V:D,I:U,H:L,N:oe,U:ae,B:re,F:le},Un=Me.litHtmlPolyfillSupport;Un?.(Y,U),(Me.litHtmlVersions??=[]).push("3.3.3");var ct=(n,e,t)=>{let i=t?.renderBefore??e,s=i._$litPart$;if(s===void 0){let r=t?.renderBefore??null;i._$litPart$=s=new U(e.insertBefore(J(),r),r,void 0,t??{})}return s._$AI(n),s};var De=globalThis,S=class extends A{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ct(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return b}};S._$litElement$=!0,S.finalized=!0,De.litElementHydrateSupport?.({LitElement:S});var Nn=De.litElementPolyfillSupport;Nn?.({LitElement:S});(De.litElementVersions??=[]).push("4.2.2");var Hn={attribute:!0,type:String,converter:q,reflect:!1,hasChanged:ne},Bn=(n=Hn,e,t)=>{let{kind:i,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),i==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(t.name,n),i==="accessor"){let{name:o}=t;return{set(l){let d=e.get.call(this);e.set.call(this,l),this.requestUpdate(o,d,n,!0,l)},init(l){return l!==void 0&&this.C(o,void 0,n,l),l}}}if(i==="setter"){let{name:o}=t;return function(l){let d=this[o];e.call(this,l),this.requestUpdate(o,d,n,!0,l)}}throw Error("Unsupported decorator location: "+i)};function P(n){return(e,t)=>typeof t=="object"?Bn(n,e,t):((i,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,i),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,e,t)}function N(n){return P({...n,state:!0,attribute:!1})}var y=class extends Error{constructor(t,i=0,s="",r=0){super(`${t} ${i}`);this.kind=t;this.status=i;this.detail=s;this.retryAfter=r}get passing(){return!["problem","unknown"].includes(this.kind)||this.status===429||this.status>=500}},In=3e4,Wn="/widget/v1/zakboek-chat.js",ce=class{constructor(e){this.base=e}#e=new Set;#t=!1;stop(){this.#t=!0;for(let e of this.#e)e.abort()}async open(e){let t=e?{kanaal:"web",gemeente:e}:{kanaal:"web"},i=()=>this.#n("POST","/v1/gesprekken",{body:t},Vn);try{return await i()}catch(s){if(s instanceof y&&s.status===404)throw new y("unknown");if(!ut(s)||!await this.#a())throw s}try{return await i()}catch(s){throw ut(s)?new y("refused"):s}}history(e){return this.#n("GET",`${Q(e)}/berichten`,{access:e},Le)}say(e,t,i){return this.#n("POST",`${Q(e)}/berichten`,{access:e,body:t,key:i},Le)}rate(e,t,i,s){let r=s?{nuttig:i,toelichting:s}:{nuttig:i};return this.#n("PUT",`${Q(e)}/berichten/${t}/waardering`,{access:e,body:r},ht)}async remove(e){try{await this.#n("DELETE",Q(e),{access:e},ht)}catch(t){if(!(t instanceof y)||t.status!==404)throw t}}document(e,t){return this.#n("GET",t.url,{access:e},async i=>({file:await i.blob(),name:/filename="([^"]+)"/.exec(i.headers.get("Content-Disposition")??"")?.[1]??""}))}copy(e){return this.#n("GET",`${Q(e)}/kopie`,{access:e},t=>t.blob())}async#a(){try{return await this.#n("HEAD",Wn,{},Kn),!0}catch{return!1}}async#n(e,t,i,s){let r={};i.access&&(r.Authorization=`Bearer ${i.access.token}`),i.key&&(r["Idempotency-Key"]=i.key),i.body&&(r["Content-Type"]="application/json");let o=i.body?JSON.stringify(i.body):null;if(this.#t)throw new y("network");let l=new AbortController;this.#e.add(l);let d=setTimeout(()=>l.abort(),In);try{let p={method:e,headers:r,body:o,signal:l.signal,credentials:"omit",cache:"no-store"},f=await fetch(this.base+t,p);if(!f.ok)throw await qn(f);return await s(f)}catch(p){throw p instanceof y?p:p instanceof SyntaxError?ue():l.signal.aborted?new y("timeout"):new y(navigator.onLine?"network":"offline")}finally{clearTimeout(d),this.#e.delete(l)}}};function ut(n){return n instanceof y&&n.kind==="network"}function Q(n){return`/v1/gesprekken/${n.id}`}async function pt(n){return await n.json()}async function Le(n){let e=await pt(n);if(!Array.isArray(e?.berichten))throw ue();return e}async function Vn(n){let e=await Le(n);if(!e.id||!e.token)throw ue();return e}async function ht({status:n}){if(n!==204)throw ue()}async function Kn(){}function ue(){return new y("problem",502)}async function qn(n){let e=Number(n.headers.get("Retry-After"))||0,i=n.headers.get("Content-Type")?.includes("problem+json")?await pt(n):{};return new y("problem",n.status,i.detail??"",e)}var he=class{constructor(e){this.host=e;e.addController(this)}#e=null;#t=null;#a=null;#n=0;hostUpdate(){this.#t=this.host.shadowRoot?.activeElement??null,this.#a=this.#t?.closest("article")??null}hostUpdated(){let e=this.#t;if(!e||e.isConnected&&e.getClientRects().length)return;let t=this.#a?.querySelector('[aria-pressed="true"]'),i=e.closest(".menu")?".menu-button":e.closest(".trouble")?".log":".field";(t?.isConnected?t:this.#s(i))?.focus()}isCovered(e){let t=this.#s(".panel")?.getBoundingClientRect();if(!t||!e)return!1;if(e===document.body)return t.width>innerWidth/2;let{left:i,right:s,top:r,bottom:o}=e.getBoundingClientRect();return i<t.right&&s>t.left&&r<t.bottom&&o>t.top}focusOn(e){this.#i(()=>this.#s(e)?.focus())}follow(e){this.#i(()=>{this.#e=this.#s(e),this.#e?.focus({preventScroll:!0})})}turnTo(e){let t=this.#d;this.#i(()=>{let i=[...this.host.renderRoot.querySelectorAll("article")],s=i[i.length-e],r=this.host.shadowRoot?.activeElement,o=r?.matches(".field")&&this.#o===this.#s(".panel");if(r&&(r===this.#e||o)&&s?.focus({preventScroll:!0}),this.#e=null,t)return;let l=i[i.length-e-1];this.#r(l?this.#c(l):-(this.#o?.scrollHeight??0))})}goToEnd(){this.#n=0,this.#i(()=>this.#r(this.#o?.scrollHeight??0))}followEnd(){this.#d||this.goToEnd()}reveal(e){this.#i(()=>{let[t,i]=[this.#o,this.#s(e)];if(!t||!i)return;let s=i.getBoundingClientRect().bottom+12-t.getBoundingClientRect().bottom;this.#r(Math.max(s,0))})}#c(e){let t=this.#o;return t?e.getBoundingClientRect().top-t.getBoundingClientRect().top-12:0}get#d(){let e=this.#o;return e?!(e.scrollHeight-e.clientHeight-e.scrollTop<=8)&&e.scrollTop<this.#n-8:!1}#r(e){let t=this.#o;t&&(t.scrollTop+=e,this.#n=t.scrollTop)}get#o(){let e=this.#s(".log");return e&&getComputedStyle(e).overflowY==="auto"?e:this.#s(".panel")}#s(e){return this.host.renderRoot.querySelector(e)}#i(e){this.host.updateComplete.then(e)}};var E={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},H=n=>(...e)=>({_$litDirective$:n,values:e}),M=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:Fn}=dt,mt=n=>n;var ft=n=>n.strings===void 0,gt=()=>document.createComment(""),B=(n,e,t)=>{let i=n._$AA.parentNode,s=e===void 0?n._$AB:e._$AA;if(t===void 0){let r=i.insertBefore(gt(),s),o=i.insertBefore(gt(),s);t=new Fn(r,o,n,n.options)}else{let r=t._$AB.nextSibling,o=t._$AM,l=o!==n;if(l){let d;t._$AQ?.(n),t._$AM=n,t._$AP!==void 0&&(d=n._$AU)!==o._$AU&&t._$AP(d)}if(r!==s||l){let d=t._$AA;for(;d!==r;){let p=mt(d).nextSibling;mt(i).insertBefore(d,s),d=p}}}return t},C=(n,e,t=n)=>(n._$AI(e,t),n),Jn={},I=(n,e=Jn)=>n._$AH=e,yt=n=>n._$AH,pe=n=>{n._$AR(),n._$AA.remove()};var vt=H(class extends M{constructor(n){if(super(n),n.type!==E.PROPERTY&&n.type!==E.ATTRIBUTE&&n.type!==E.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!ft(n))throw Error("`live` bindings can only contain a single expression")}render(n){return n}update(n,[e]){if(e===b||e===u)return e;let t=n.element,i=n.name;if(n.type===E.PROPERTY){if(e===t[i])return b}else if(n.type===E.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(i))return b}else if(n.type===E.ATTRIBUTE&&t.getAttribute(i)===e+"")return b;return I(n),e}});var j=n=>c`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${n}</svg>`,bt=j(T`<path d="M4 5h16v11H11l-5 4v-4H4z" /><path d="M8 9.5h8M8 12.5h5" />`),wt=j(T`<path d="M6 6l12 12M18 6L6 18" />`),kt=j(T`<path d="M5 12h.01M12 12h.01M19 12h.01" />`),me=j(T`<path d="M5 12h13M12 6l6 6-6 6" />`),$t=j(T`<path d="M12 4v10M8 11l4 4 4-4M5 19h14" />`),xt=j(T`<path d="M12 7c-2-1.500-4.500-2-8-2v13c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2V5c-3.500 0-6 .5-8 2zM12 7v13" />`),At=j(T`<path d="M5 12.500l4.500 4.500L19 7.500" />`);var _t="Assistent",Et=({dag:n})=>`Vraag je niets meer? Dan is dit gesprek gewist op ${n}.`;var Tt="Bron",St=({gemeente:n})=>`Gemeente ${n}`,Pt=({hoofdstuk:n,pagina:e})=>`Zakboek, hoofdstuk “${n}”, vanaf pagina ${e}`,Mt=({titel:n})=>`Download “${n}” (pdf)`,Ct=({titel:n})=>`Document: “${n}” (pdf)`,Rt=({titel:n})=>`Document: “${n}” (Word)`,Ot=({titel:n})=>`Download “${n}” (Word)`,zt="Download het document",Dt="Het gesprek",Lt="Download dit gesprek";var jt="Kies hoe je verder wilt",Ut="Keuzes waren:",Nt="Download alles wat is bewaard (json)",Ht="Meer mogelijkheden",Bt="Een mens spreken",It="Ik wil een mens spreken",ge=({dag:n,tijd:e})=>`${n} om ${e} uur`;var Wt="(opent in een nieuw tabblad)",Vt="Was dit nuttig?",Kt="Privacy",qt="Stel je vraag",Ft="Vragen over sociaal ondernemen",Jt="Wil je zeggen waarom? Het hoeft niet.",Gt="Verstuur je uitleg",Yt="Je gesprek is verwijderd.",Qt="Alles wat je typte, is dan weg. Dit kun je niet terugdraaien.",Xt="Je vraag",Zt="Typ geen namen, nummers of andere gegevens van jezelf of van een ander.";var en="Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.",a={launcher:qt,launcherUnread:n=>n===1?"1 nieuw antwoord":`${n} nieuwe antwoorden`,region:"Chat met de assistent",title:Ft,subtitle:"Je praat met een computerprogramma",close:"Sluit de chat",log:Dt,visitor:"Jij",assistant:_t,answer:"Antwoord van de assistent",intro:`Hallo. Ik ben een computerprogramma. Ik beantwoord vragen over het *Zakboek sociaal ondernemen*, een gids voor gemeenten.

Typ je vraag hieronder, of begin met een paar voorbeelden.`,begin:"Laat voorbeelden zien",field:Xt,fieldHint:Zt,send:"Verstuur",waitForAnswer:"Je vorige vraag is nog niet beantwoord. Wat je nu typt, blijft staan.",underWay:{open:"Het gesprek wordt geopend",read:"Je gesprek wordt opgehaald",send:"De assistent zoekt een antwoord",remove:"Je gesprek wordt verwijderd"},waitingLong:"Dit duurt langer dan anders. Nog even geduld.",choices:jt,choiceTaken:"Jouw keuze:",choicesOther:"Andere keuzes waren:",choicesPast:Ut,source:Tt,sources:"Bronnen",chapter:(n,e)=>Pt({hoofdstuk:n,pagina:e}),municipality:n=>St({gemeente:n}),newTab:Wt,documents:zt,downloadPdf:n=>Mt({titel:n}),downloadWord:n=>Ot({titel:n}),savedPdf:n=>Ct({titel:n}),savedWord:n=>Rt({titel:n}),downloadFailed:"Het downloaden is niet gelukt. Probeer het opnieuw.",useful:Vt,yes:"Ja",no:"Nee",thanks:"Bedankt voor je reactie.",why:Jt,sendWhy:Gt,rateFailed:"Je reactie is niet verstuurd. Probeer het opnieuw.",menu:Ht,human:Bt,humanQuestion:It,transcript:Lt,copy:Nt,lastDay:n=>Et({dag:n}),privacy:Kt,restart:"Begin opnieuw",remove:"Verwijder mijn gesprek",restartSure:"Wil je opnieuw beginnen? Je krijgt een nieuw gesprek. Dit gesprek wordt verwijderd.",restartYes:"Ja, begin opnieuw",removeSure:`Wil je dit gesprek verwijderen? ${Qt}`,removeYes:"Ja, verwijder",keep:"Nee, ga terug",removed:Yt,gone:"Dit gesprek is er niet meer. We beginnen een nieuw gesprek. Wat je typte, staat nog in het veld.",goneElsewhere:"Dit gesprek is in een ander tabblad verwijderd. Je kunt opnieuw beginnen.",again:"Probeer opnieuw",unknown:en,refused:en,forTheOwner:{unknown:(n,e)=>`zakboek-chat: de gemeente "${e}" is niet bekend. Kies haar op de pagina /widget/ van de assistent, of laat "gemeente" weg.`,refused:(n,e)=>`zakboek-chat: ${n} mag hier geen gesprekken voeren. Zet dit adres in het bestand van ${e?`gemeente "${e}"`:"de gemeente"} onder "sites", of in de instelling ZAKBOEK_ALLOWED_ORIGINS van de assistent.`},offline:"Je hebt geen internet.",network:"De assistent is niet te bereiken.",timeout:"Er kwam geen antwoord. Misschien is je internet traag.",kept:"Je bericht is bewaard.",sentWhenOnline:"We versturen het zodra je weer internet hebt.",againIn:n=>n===1?"Over 1 seconde proberen we het zelf opnieuw.":`Over ${n} seconden proberen we het zelf opnieuw.`,tooMany:"Er komen nu veel vragen tegelijk binnen.",busy:"De assistent is even niet bereikbaar.",wrong:"Er ging iets mis aan onze kant.",notRemoved:"Je gesprek is nog niet verwijderd.",choiceCount:n=>n===1?"Je hebt 1 keuze.":`Je hebt ${n} keuzes.`,documentCount:n=>n===1?"Je kunt 1 document downloaden.":`Je kunt ${n} documenten downloaden.`,fileName:"gesprek-zakboek.txt",copyName:"gesprek-zakboek.json",today:n=>ge({dag:"vandaag",tijd:n}),yesterday:n=>ge({dag:"gisteren",tijd:n}),earlier:(n,e)=>ge({dag:n,tijd:e})};var Zn=229;function tn(n,e,t,i){let s=o=>{o.key!=="Enter"||o.shiftKey||o.isComposing||o.keyCode===Zn||(o.preventDefault(),i())};return c`<form class="composer" @submit=${o=>{o.preventDefault(),i()}}>
    <label for="field">${a.field}</label>
    <div class="row">
      <textarea
        id="field"
        class="field"
        rows="2"
        aria-describedby="hint"
        .value=${vt(n)}
        @input=${o=>t(o.target.value)}
        @keydown=${s}
      ></textarea>
      <button class="main">${a.send}${me}</button>
    </div>
    <p id="hint" class="small">${e}</p>
  </form>`}var fe=class{constructor(e,t){this.api=e;this.storage=t}#e=!1;async remove(e){try{await this.api.remove(e)}catch(t){if(!(t instanceof y)||t.status!==503||!t.detail)throw t;return this.owe(e),t.detail}return a.removed}owe(e){this.storage.keep({leaving:[...this.storage.kept.leaving,e]})}async finish(){if(!this.#e){this.#e=!0;try{await this.#t()}finally{this.#e=!1}}}async#t(){for(let e of this.storage.kept.leaving){try{await this.api.remove(e)}catch(t){if(t instanceof y)continue;throw t}this.storage.keep({leaving:this.storage.kept.leaving.filter(({id:t})=>t!==e.id)})}}};var ye=class{#e="BroadcastChannel"in window?new BroadcastChannel("zakboek-chat"):null;constructor(e){this.#e?.addEventListener("message",({data:t})=>e(t.id,t.news))}tell(e,t){this.#e?.postMessage({id:e,news:t})}close(){this.#e?.close(),this.#e=null}};function nn(n,e,t){let i=n.kind==="offline",s=[ei(n)];return n.passing&&e==="send"&&!n.detail&&s.push(a.kept),e==="remove"&&s.push(a.notRemoved),i&&e==="send"&&s.push(a.sentWhenOnline),t&&s.push(a.againIn(t)),{text:s.join(" "),again:n.passing,whenOnline:i&&e!=="remove"}}function ei(n){return n.kind!=="problem"?a[n.kind]:n.detail?n.detail:n.status===429?a.tooMany:n.status>=502&&n.status<=504?a.busy:a.wrong}var ti=3,ve=class{constructor(e,t,i,s){this.api=e;this.municipality=t;this.storage=i;this.listener=s;this.messages=[];this.busy=null;this.trouble=null;this.notice="";this.lastDay="";this.#t=new ye((e,t)=>this.#T(e,t));this.#a=Promise.resolve();this.#n=null;this.#d=0;this.#r=!1;this.#o=!1;this.#s=!1;this.#w=()=>{this.trouble?.whenOnline&&this.again()};this.#f={busy:"send",needed:()=>this.pending!==null,work:()=>this.#$()};this.#e=new fe(e,i),addEventListener("online",this.#w)}#e;#t;#a;#n;#c;#d;#r;#o;#s;get begun(){return this.#i!==null}get pending(){return this.storage.kept.pending}get draft(){return this.storage.kept.draft}set draft(e){this.storage.keep({draft:e})}get wasOpen(){return this.storage.kept.open}set wasOpen(e){this.storage.keep({open:e})}leave(){this.#s=!0,clearTimeout(this.#c),removeEventListener("online",this.#w),this.#t.close(),this.api.stop()}begin(){return this.#e.finish(),this.pending?this.#l(this.#f):this.begun?this.#l({busy:"read",needed:()=>this.begun&&!this.#r,work:()=>this.#u()}):this.#l({busy:"open",needed:()=>!this.begun,work:()=>this.#y()})}send(e,t){return this.pending||this.#o?!1:(this.notice="",this.storage.keep({pending:{key:ni(),body:e,shown:t,moment:new Date().toISOString()}}),this.#l(this.#f),this.busy??="send",this.listener.changed(),!0)}async again(){this.#d=0,this.#n&&await this.#l(this.#n),this.pending&&!this.trouble&&await this.#l(this.#f)}async rate(e,t,i=""){let s=this.#i;return!s||!await this.#m(this.api.rate(s,e.id,t,i))?!1:(this.messages=this.messages.map(r=>r.id===e.id?{...r,nuttig:t}:r),this.listener.changed(),!0)}async document(e){let t=null,i=this.#i;return i&&await this.#m(this.api.document(i,e).then(s=>t=s)),t}async copy(){let e=null,t=this.#i;return t&&await this.#m(this.api.copy(t).then(i=>e=i)),e}restart(){let e=async()=>{let t=this.#i;this.#h(),this.notice="",await this.#y(),t&&(this.#e.owe(t),this.#t.tell(t.id,"gone"))};return this.#l({busy:"open",needed:()=>!0,work:e})}remove(){let e=async()=>{let t=this.#g();this.#p(await this.#e.remove(t)),this.#t.tell(t.id,"gone")};return this.#l({busy:"remove",needed:()=>this.begun,work:e})}get#i(){return this.storage.kept.access}#g(){if(!this.#i)throw new y("problem",404);return this.#i}#w;#f;async#y(){let{id:e,token:t,berichten:i,bewaardTot:s}=await this.api.open(this.municipality);this.messages=i,this.lastDay=s??"",this.#r=!0,this.storage.keep({access:{id:e,token:t}}),this.listener.answered(i,null)}async#u(){let e=this.#g(),{berichten:t,bewaardTot:i}=await this.api.history(e);if(this.#i?.id!==e.id)return;this.lastDay=i??"";let s=t.findIndex(({sleutel:o})=>o!==null&&o===this.pending?.key),r=s>=0&&t[s+1]?.afzender!=="assistent";s>=0&&!r&&this.storage.keep({pending:null}),this.messages=r?t.filter((o,l)=>l!==s):t,this.#r=!0}async#$(){this.begun?this.#r||await this.#u():await this.#y();let{pending:e}=this;if(!e)return;let t=this.#g(),i=await this.api.say(t,e.body,e.key);if(this.#i?.id!==t.id)return;if(i.gewist){this.#t.tell(t.id,"gone"),this.#p(i.berichten[0]?.tekst??a.removed);return}this.lastDay=i.bewaardTot??"";let s="tekst"in e.body?i.vraag?.tekst:void 0,r=je({...e,shown:s??e.shown});this.messages=[...this.messages,r,...i.berichten],this.storage.keep({pending:null}),this.#t.tell(t.id,"changed"),this.listener.answered(i.berichten,i.uitkomst)}#l(e){return e.busy==="remove"&&(this.#o=!0),this.#k(()=>this.#x(e))}#k(e){let t=this.#a.then(e);return this.#a=t.catch(()=>{}),t}async#x(e){if(this.#s||!e.needed())return this.#v(e);this.#b(),this.busy=e.busy,this.listener.changed();try{await e.work(),this.#d=0,e.busy!=="remove"&&this.#e.finish()}catch(t){if(this.#s)return;await this.#A(e,t)}finally{this.#v(e)}}#v(e){this.busy=null,e?.busy==="remove"&&(this.#o=!1),this.#n&&!this.#n.needed()&&this.#b(),this.#s||this.listener.changed()}#b(){clearTimeout(this.#c),this.trouble=this.#n=null}async#A(e,t){if(!(t instanceof y))throw t;if(this.listener.failed(t),!e.needed())return;if(t.status===404&&await this.#E())return this.#_();let i=t.passing&&this.#d<ti?t.retryAfter:0;this.trouble=nn(t,e.busy,i),t.passing?this.#n=e:e.busy==="send"&&this.#h(),i&&(this.#d+=1,this.#c=setTimeout(()=>{this.#l(e)},i*1e3))}#_(){let e=this.#i;e&&(this.#t.tell(e.id,"gone"),this.#h(),this.#p(a.gone),this.begin())}async#E(){try{return await this.#u(),!1}catch(e){return e instanceof y&&e.status===404}}#h(){let e=[this.pending?.shown??"",this.draft].filter(Boolean);this.storage.keep({pending:null,draft:e.join(`
`)})}#p(e){this.#b(),this.messages=[],this.#r=!1,this.notice=e,this.storage.keep({access:null,pending:null})}#T(e,t){e===this.#i?.id&&(t==="gone"?(this.#h(),this.#p(a.goneElsewhere),this.listener.changed()):this.#r&&this.#S())}#S(){return this.#k(async()=>{this.#s||!this.begun||(await this.#m(this.#u())||(this.#r=!1),this.#v())})}async#m(e){try{return await e,!0}catch(t){if(!(t instanceof y))throw t;return this.#s||this.listener.failed(t),!1}}};function je({key:n,shown:e,moment:t}){return{id:n,sleutel:n,afzender:"bezoeker",tijdstip:t,tekst:e,...{keuzes:[],bronnen:[],documenten:[],uitkomst:null,nuttig:null}}}function ni(){return Array.from(crypto.getRandomValues(new Uint8Array(16)),n=>n.toString(16).padStart(2,"0")).join("")}var sn=(n,e,t)=>{let i=new Map;for(let s=e;s<=t;s++)i.set(n[s],s);return i},rn=H(class extends M{constructor(n){if(super(n),n.type!==E.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,e,t){let i;t===void 0?t=e:e!==void 0&&(i=e);let s=[],r=[],o=0;for(let l of n)s[o]=i?i(l,o):o,r[o]=t(l,o),o++;return{values:r,keys:s}}render(n,e,t){return this.dt(n,e,t).values}update(n,[e,t,i]){let s=yt(n),{values:r,keys:o}=this.dt(e,t,i);if(!Array.isArray(s))return this.ut=o,r;let l=this.ut??=[],d=[],p,f,h=0,g=s.length-1,m=0,v=r.length-1;for(;h<=g&&m<=v;)if(s[h]===null)h++;else if(s[g]===null)g--;else if(l[h]===o[m])d[m]=C(s[h],r[m]),h++,m++;else if(l[g]===o[v])d[v]=C(s[g],r[v]),g--,v--;else if(l[h]===o[v])d[v]=C(s[h],r[v]),B(n,d[v+1],s[h]),h++,v--;else if(l[g]===o[m])d[m]=C(s[g],r[m]),B(n,s[h],s[g]),g--,m++;else if(p===void 0&&(p=sn(o,m,v),f=sn(l,h,g)),p.has(l[h]))if(p.has(l[g])){let x=f.get(o[m]),Ee=x!==void 0?s[x]:null;if(Ee===null){let qe=B(n,s[h]);C(qe,r[m]),d[m]=qe}else d[m]=C(Ee,r[m]),B(n,s[h],Ee),s[x]=null;m++}else pe(s[g]),g--;else pe(s[h]),h++;for(;m<=v;){let x=B(n,d[v+1]);C(x,r[m]),d[m++]=x}for(;h<=g;){let x=s[h++];x!==null&&pe(x)}return this.ut=o,I(n,d),b}});var ii=/^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/,on=/\\([\\`*_{}[\]()#+\-.!<>"'&:;,/?=@~|$%^])|\*\*(?=\S)(.*?\S)\*\*|\*(?=[^\s*])((?:[^*\\]|\\.)*?[^\s*])\*|\[((?:[^\]\\]|\\.)+)\]\(([^()\s]+)\)|(?: {2,}|\\)\n/s,si=/^(https:\/\/|tel:|mailto:)/,ri=/^taal:([a-z]{2})$/;function an(n){return n.startsWith("https://")}function be(n){return dn(n).map(e=>{if(e.kind==="paragraph")return c`<p dir="auto">${Ne(e.content)}</p>`;let t=e.items.map(i=>c`<li dir="auto">${Ne(i)}</li>`);return e.start===null?c`<ul>${t}</ul>`:c`<ol start=${e.start}>${t}</ol>`})}function ln(n){return Ue(Be(n)).trim()}function Be(n){return dn(n).flatMap(e=>{if(e.kind==="paragraph")return[...He(e.content),`

`];let t=s=>e.start===null?"-":`${e.start+s}.`,i=(s,r)=>[`${r?`
`:""}${t(r)} `,...He(s)];return[...e.items.flatMap(i),`

`]})}function Ue(n){return n.map(e=>typeof e=="string"?e:e.text).join("")}function dn(n){let e=[],t=[],i=[],s=null,r=()=>{t.length&&e.push({kind:"paragraph",content:W(t.join(`
`))}),i.length&&e.push({kind:"list",start:s,items:i.map(W)}),t=[],i=[]};for(let o of n.split(`
`)){let l=ii.exec(o);if(l){let d=l[1]===void 0?null:Number(l[1]);(!i.length||d===null!=(s===null))&&(r(),s=d),i.push(l[2]??"")}else o.trim()?i.length&&/^\s/.test(o)?i.push(`${i.pop()}
${o.trim()}`):(i.length&&r(),t.push(o.trimStart())):t.length&&r()}return r(),e}function W(n){let e=[],t=n;for(let i=on.exec(t);i;i=on.exec(t))i.index&&e.push({kind:"text",text:t.slice(0,i.index)}),e.push(oi(i)),t=t.slice(i.index+i[0].length);return t&&e.push({kind:"text",text:t}),e}function oi([,n,e,t,i,s]){if(n!==void 0)return{kind:"text",text:n};if(e!==void 0)return{kind:"strong",content:W(e)};if(t!==void 0)return{kind:"em",content:W(t)};if(i===void 0||s===void 0)return{kind:"break"};let r=ri.exec(s)?.[1];return r?{kind:"foreign",lang:r,content:W(i)}:{kind:"link",href:si.test(s)?s:"",content:W(i)}}function Ne(n){return n.map(e=>{if(e.kind==="text")return e.text;if(e.kind==="break")return c`<br />`;let t=Ne(e.content);return e.kind==="strong"?c`<strong>${t}</strong>`:e.kind==="em"?c`<em>${t}</em>`:e.kind==="foreign"?c`<span lang=${e.lang}>${t}</span>`:e.href?an(e.href)?X(e.href,t):c`<a href=${e.href}>${t}</a>`:c`${t}`})}function X(n,e){return c`<a href=${n} target="_blank" rel="noopener noreferrer"
    >${e}<span class="unseen"> ${a.newTab}</span></a
  >`}function He(n){return n.flatMap(e=>{if(e.kind==="text")return[e.text.replace(/\n/g," ")];if(e.kind==="break")return[`
`];let t=He(e.content);return e.kind==="foreign"?[{text:Ue(t),lang:e.lang}]:e.kind!=="link"||!an(e.href)||e.href===Ue(t)?t:[...t,` (${e.href})`]})}function we(n){let e={day:"numeric",month:"long",year:"numeric",timeZone:"UTC"};return new Date(`${n}T00:00:00Z`).toLocaleDateString("nl-NL",e)}function ke(n,e=new Date){let t=`${n.getHours()}.${String(n.getMinutes()).padStart(2,"0")}`,i=new Date(e.getFullYear(),e.getMonth(),e.getDate()-1);if(n.toDateString()===e.toDateString())return a.today(t);if(n.toDateString()===i.toDateString())return a.yesterday(t);let s=n.toLocaleDateString("nl-NL",{weekday:"long",day:"numeric",month:"long"});return a.earlier(s,t)}var ai=["antwoord","geen-antwoord"];function cn(n,e){return c`<article class="visitor" aria-label=${a.visitor} tabindex="-1">
    <p class="from">${a.visitor}, ${hn(e)}</p>
    <p class="bubble" dir="auto" lang="">${n}</p>
  </article>`}function un(n,e,t){return c`<article class="assistant" data-id=${n.id} aria-label=${a.answer} tabindex="-1">
    <p class="from"><strong>${a.assistant}</strong>, ${hn(new Date(n.tijdstip))}</p>
    <div class="text">${be(n.tekst)}</div>
    ${li(n.bronnen,e.base)} ${di(n.documenten,e.downloadFailed,t)}
    ${n.keuzes.length?ci(n.keuzes,e.next,t):u}
    ${ai.includes(n.uitkomst)?ui(n,e.rating,t):u}
  </article>`}function hn(n){return c`<time datetime=${n.toISOString()}>${ke(n)}</time>`}function li(n,e){return n.length?c`<div class="sources">
    ${xt}
    <p class="unseen">${n.length===1?a.source:a.sources}</p>
    <ul>
      ${n.map(t=>t.hoofdstuk===null?c`<li>${a.municipality(t.titel)}</li>`:c`<li>
              ${X(`${e}/gids/${t.id}`,t.titel)}
              <span class="place">${a.chapter(t.hoofdstuk,t.pagina)}</span>
            </li>`)}
    </ul>
  </div>`:u}function di(n,e,t){return n.length?c`<div class="choices" role="group" aria-label=${a.documents}>
    ${n.map(i=>{let s=i.type==="application/pdf"?a.downloadPdf:a.downloadWord;return c`<button type="button" class="choice" @click=${()=>t.download(i)}>
        ${$t}<span>${s(i.titel)}</span>
      </button>`})}
    ${e?c`<p class="small">${a.downloadFailed}</p>`:u}
  </div>`:u}function ci(n,e,t){if(e===void 0)return c`<div class="choices" role="group" aria-label=${a.choices}>
      ${n.map(r=>c`<button type="button" class="choice" @click=${()=>t.choose(r)}>
            <span>${r.label}</span>${me}
          </button>`)}
    </div>`;let i=n.find(r=>r.label===e),s=n.filter(r=>r!==i);return c`<div class="past small">
    ${i?c`<p>${At}<span>${a.choiceTaken} <strong>${i.label}</strong></span></p>`:u}
    ${s.length?c`<p>${i?a.choicesOther:a.choicesPast}</p>
            <ul>
              ${s.map(r=>c`<li>${r.label}</li>`)}
            </ul>`:u}
  </div>`}function ui(n,e,t){let i=s=>c`<button
      type="button"
      class="mini"
      aria-pressed=${n.nuttig===s}
      @click=${()=>t.rate(n,s)}
    >
      ${s?a.yes:a.no}
    </button>`;return c`<div class="rating small">
    <div role="group" aria-label=${a.useful}>
      <span aria-hidden="true">${a.useful}</span>${i(!0)}${i(!1)}
    </div>
    ${e==="failed"?c`<p>${a.rateFailed}</p>`:u}
    ${e==="sent"||e==="explained"?c`<p>${a.thanks}</p>`:u}
    ${(e==="sent"||e==="failed")&&n.nuttig!==null?hi(n,n.nuttig,t):u}
  </div>`}function hi(n,e,t){return c`<form class="why" @submit=${s=>{s.preventDefault();let r=String(new FormData(s.target).get("why")??"").trim();t.rate(n,e,r)}}>
    <label>${a.why}<textarea name="why" rows="2"></textarea></label>
    <button class="mini">${a.sendWhy}</button>
  </form>`}function pn(n,e,t){let{busy:i,trouble:s,notice:r}=n;return c`<div class="log" role="log" aria-live="off" aria-label=${a.log} tabindex="0">
    ${n.begun||n.pending||i?u:pi(t)}
    ${rn(n.pending?[...n.messages,je(n.pending)]:n.messages,({id:o})=>o,(o,l)=>mi(n,e,t,o,l))}
    ${r?c`<p class="notice">${r}</p>`:u}
    ${i?c`<p class="busy">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
            <span>${e.waitsLong?a.waitingLong:a.underWay[i]}</span>
          </p>`:u}
    ${s?c`<div class="trouble">
            <p>${s.text}</p>
            <button type="button" class="mini" ?hidden=${!s.again} @click=${t.again}>${a.again}</button>
          </div>`:u}
  </div>`}function pi(n){return c`<div class="intro text">
    ${be(a.intro)}
    <button type="button" class="mini" @click=${n.begin}>${a.begin}</button>
  </div>`}function mi(n,e,t,i,s){if(i.afzender==="bezoeker")return cn(i.tekst,new Date(i.tijdstip));let r={base:e.base,next:n.messages[s+1]?.tekst??n.pending?.shown,rating:e.ratings.get(i.id),downloadFailed:i.documenten.some(o=>e.failedDownloads.has(o.id))};return un(i,r,t)}function mn({open:n,begun:e,lastDay:t,privacy:i},s){let r=(o,l)=>c`<li><button type="button" class="item" @click=${l}>${o}</button></li>`;return c`<button
      type="button"
      class="round menu-button"
      aria-label=${a.menu}
      aria-expanded=${n}
      aria-controls="menu"
      @click=${s.toggle}
    >
      ${kt}
    </button>
    <ul id="menu" class="menu" ?hidden=${!n}>
      ${r(a.human,s.human)}
      ${e?c`${r(a.transcript,s.transcript)} ${r(a.copy,s.copy)}
            ${r(a.restart,()=>s.ask("restart"))}
            ${r(a.remove,()=>s.ask("remove"))}
            ${t?c`<li class="last-day">${a.lastDay(we(t))}</li>`:u}`:u}
      <li class="link">${X(i,a.privacy)}</li>
    </ul>`}function gn(n,e){return`${n}/privacy${e&&`?gemeente=${encodeURIComponent(e)}`}`}function fn(n,e,t){return c`<div class="sure" role="group" aria-labelledby="sure" tabindex="-1">
    <p id="sure">${n==="remove"?a.removeSure:a.restartSure}</p>
    <div class="row">
      <button type="button" class="main" @click=${e}>
        ${n==="remove"?a.removeYes:a.restartYes}
      </button>
      <button type="button" class="mini" @click=${t}>${a.keep}</button>
    </div>
  </div>`}function $e(n,e){let t=document.createElement("a");t.href=URL.createObjectURL(n),t.download=e,t.click(),setTimeout(()=>URL.revokeObjectURL(t.href),6e4)}var yn=H(class extends M{constructor(){super(...arguments),this.key=u}render(n,e){return this.key=n,e}update(n,[e,t]){return e!==this.key&&(I(n),this.key=e),t}});function vn(n,e,t){let i=e.map(s=>`${s.afzender==="bezoeker"?a.visitor:a.assistant}, ${ke(new Date(s.tijdstip))}
${gi(s)}`);return t&&i.push(a.lastDay(we(t))),new Blob([[n,...i].join(`

`),`
`],{type:"text/plain;charset=utf-8"})}function gi(n){if(n.afzender==="bezoeker")return n.tekst;let e=[...Ie(n),...n.documenten.map(fi),...yi(n)];return[ln(n.tekst),...e.length?["",...e]:[]].join(`
`)}function Ie(n){return n.bronnen.map(e=>`${a.source}: ${vi(e)}`)}function fi({titel:n,type:e}){return e==="application/pdf"?a.savedPdf(n):a.savedWord(n)}function yi({keuzes:n}){return n.length?[a.choicesPast,...n.map(({label:e})=>`- ${e}`)]:[]}function vi(n){return n.hoofdstuk===null?a.municipality(n.titel):`${n.titel}. ${a.chapter(n.hoofdstuk,n.pagina)}`}var bi=5e3,xe=class{constructor(e){this.host=e;this.pieces=[];this.times=0}say(...e){this.pieces=e,this.times+=1,clearTimeout(this.timer),e.length&&(this.timer=setTimeout(()=>this.say(),bi)),this.host.requestUpdate()}render(){let e=yn(this.times,c`<span>${this.pieces.map(wi)}</span>`);return c`<div class="unseen" role="status" aria-live="polite" aria-atomic="true">${e}</div>`}};function wi(n){return typeof n=="string"?n:c`<span lang=${n.lang}>${n.text}</span>`}function We(n){let{keuzes:e,documenten:t}=n,i=Be(n.tekst),s=[t.length?a.documentCount(t.length):Ie(n).join(" ")];e.length&&s.push(a.choiceCount(e.length));let r=t.length?i.slice(0,i.indexOf(`

`)):i.slice(0,-1);return[`${a.assistant}: `,...r,...s.filter(Boolean).map(o=>` ${o}`)]}var Ve={access:null,pending:null,draft:"",open:!1,leaving:[]},Ke=new Set,Ae=class{#e=null;#t=Ve;constructor(e,t){if(Ke.has(e))return;let i={...Ve,...ki(e)};t?(Ke.add(e),this.#e=e,this.#t=i):(bn(e,null),this.#t={...Ve,leaving:i.access?[...i.leaving,i.access]:i.leaving})}get kept(){return this.#t}keep(e){this.#t={...this.#t,...e},this.#e&&bn(this.#e,this.#t)}leave(){this.#e&&Ke.delete(this.#e),this.#e=null}};function ki(n){try{return JSON.parse(sessionStorage.getItem(n)??"{}")}catch{return{}}}function bn(n,e){try{e?sessionStorage.setItem(n,JSON.stringify(e)):sessionStorage.removeItem(n)}catch{return}}var wn=k`
  @media (max-width: 30em) {
    header {
      padding: 0.5em 0.25em 0.5em 1em;
    }

    h2 {
      font-size: 1em;
    }

    .log,
    .composer {
      padding: 0.75em 1em;
    }

    .composer .icon {
      display: none;
    }

    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }
  }

  /* As at 400 % zoom: nothing fits beside anything else, so the panel scrolls as a whole. */
  @media (max-height: 30em) {
    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }

    .panel {
      display: block;
      overflow-y: auto;
    }

    .log {
      overflow-y: visible;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }

  @media print {
    .launcher,
    .floats,
    .composer,
    .round,
    .menu,
    .sure {
      display: none;
    }

    /* In the page's flow; where the page gives it a height of its own, it ends there. */
    :host([weergave='paneel']) {
      height: auto !important;
      max-height: 100% !important;
      overflow: hidden;
    }

    .root,
    .panel {
      height: auto;
    }

    .panel {
      display: block;
    }

    .log {
      overflow: visible;
    }
  }

  @media (forced-colors: active) {
    .main,
    .badge,
    .bubble,
    .sure {
      border: 1px solid ButtonBorder;
    }

    [aria-pressed='true'] {
      border: 3px solid Highlight;
    }

    .dots i {
      background: CanvasText;
    }
  }
`;var kn=k`
  .composer {
    grid-row: 4;
    padding: 0.875em 1.25em 1em;
    border-block-start: 1px solid var(--hairline, var(--border));
  }

  .composer label {
    font-weight: 600;
  }

  .composer .row {
    margin-block: 0.25em 0.375em;
  }

  textarea {
    flex: 1 1 8em;
    width: 100%;
    min-width: 0;
    min-height: 2.75em;
    max-height: 9em;
    padding: 0.625em 0.75em;
    font-size: max(1em, 16px); /* below that a phone zooms in */
    line-height: 1.4;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    resize: none;
    field-sizing: content;
  }

  textarea:focus-visible {
    outline-offset: 0;
    border-color: transparent;
    box-shadow: none;
  }
`;var $n=k`
  :host {
    display: block !important;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([weergave='paneel']) {
    height: 100%;
  }

  .root {
    all: initial;
    display: block;
    height: 100%;
    direction: ltr;
    unicode-bidi: isolate;
    color-scheme: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    font-family: var(
      --zakboek-lettertype,
      var(
        --nl-paragraph-font-family,
        var(--utrecht-document-font-family, var(--basis-text-font-family-default, inherit))
      )
    );
    font-size: var(--zakboek-lettergrootte, medium);
    line-height: 1.55;
    color: var(--text);
    word-break: break-word; /* for browsers without the next line */
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  *,
  *::before {
    box-sizing: border-box;
  }

  p,
  ul,
  ol,
  h2 {
    margin: 0;
    padding: 0;
  }

  button,
  textarea {
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    color: inherit;
    border-radius: var(--round);
  }

  button {
    min-height: 2.75em;
    padding: 0.5em 1em;
    border: 1px solid var(--border);
    background: var(--ground);
    text-align: start;
    cursor: pointer;
  }

  a {
    color: var(--link);
    text-underline-offset: 0.18em;
  }

  a:hover {
    text-decoration-thickness: 0.14em;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--ground);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    -webkit-user-select: none;
    user-select: none; /* nor is it in what one copies */
  }

  [hidden] {
    display: none;
  }

  .small {
    font-size: 0.875em;
    color: var(--subtle);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: flex-end;
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .main {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .mini {
    min-height: 2.25em;
    padding: 0.25em 0.875em;
    font-weight: 600;
    color: var(--link);
  }

  .choice:hover,
  .mini:hover,
  .item:hover,
  .round:hover {
    background: var(--surface);
  }

  .launcher {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    max-width: calc(100vw - 2em);
    min-height: 3.25em;
    padding: 0.75em 1.375em;
    border-radius: var(--zakboek-ronding-knop, 2em);
    box-shadow: 0 0.25em 1.25em rgb(0 0 0 / 22%);
  }

  .badge {
    padding: 0 0.625em;
    border-radius: 1em;
    background: var(--on-accent);
    color: var(--accent);
    font-size: 0.875em;
  }
`;var xn=k`
  .log {
    grid-row: 3;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.25em;
  }

  .log:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }

  article,
  .intro {
    max-width: 38em;
    margin-block-end: 1.75em;
  }

  article:focus {
    outline: none;
  }

  article:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 0.375em;
    box-shadow: none;
  }

  .visitor {
    display: grid;
    justify-items: end;
    margin-inline-start: auto;
  }

  .bubble {
    max-width: min(100%, 30em);
    padding: 0.625em 1em;
    border-radius: min(var(--round), 1em);
    background: var(--surface);
    white-space: pre-wrap;
  }

  .from {
    margin-block-end: 0.25em;
    font-size: 0.8125em;
    color: var(--subtle);
  }

  .from strong {
    color: var(--text);
  }

  .text > * + * {
    margin-block-start: 0.75em;
  }

  .text ul,
  .text ol {
    padding-inline-start: 1.375em;
  }

  .text li + li {
    margin-block-start: 0.375em;
  }

  .sources {
    display: flex;
    gap: 0.625em;
    margin-block-start: 1em;
    font-size: 0.875em;
  }

  .sources .icon {
    margin-block-start: 0.15em;
    color: var(--subtle);
  }

  .sources ul {
    list-style: none;
  }

  .place {
    display: block;
    color: var(--subtle);
  }

  .choices {
    display: grid;
    gap: 0.5em;
    margin-block-start: 1em;
  }

  .choice {
    display: flex;
    gap: 0.75em;
    align-items: center;
    justify-content: space-between;
    padding: 0.625em 1em;
    line-height: 1.4;
    color: var(--link);
    font-weight: 500;
  }

  .choice .icon:first-child {
    order: 1;
  }

  .past {
    margin-block-start: 1em;
  }

  .past p {
    display: flex;
    gap: 0.375em;
  }

  .past strong {
    color: var(--text);
  }

  .past * + p {
    margin-block-start: 0.375em;
  }

  .past ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125em 1.25em;
    list-style: none;
  }

  .rating {
    margin-block-start: 1em;
  }

  .rating [role='group'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }

  .rating p,
  .why {
    margin-block-start: 0.625em;
  }

  .why label {
    display: block;
  }

  .why textarea {
    display: block;
    margin-block: 0.375em 0.5em;
  }

  [aria-pressed='true'] {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
  }

  [aria-pressed='true']:hover {
    background: var(--accent);
  }

  .intro button {
    margin-block-start: 1em;
  }

  .notice,
  .trouble,
  .busy {
    max-width: 38em;
  }

  .notice,
  .trouble {
    padding: 0.75em 1em;
    border-inline-start: 4px solid var(--accent);
    border-radius: min(var(--round), 0.25em);
    background: var(--surface);
    margin-block-end: 1em;
  }

  .trouble {
    border-color: var(--error);
  }

  .trouble button {
    margin-block-start: 0.625em;
  }

  .busy {
    display: flex;
    gap: 0.625em;
    align-items: center;
    color: var(--subtle);
  }

  .dots {
    display: flex;
    gap: 0.25em;
  }

  .dots i {
    width: 0.4em;
    height: 0.4em;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.4s infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }

  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
`;var An=k`
  .panel {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    height: var(--zakboek-hoogte, min(38em, 85vh));
    border: 1px solid var(--hairline, var(--border));
    border-radius: min(var(--round), 1em);
    border-block-start: 4px solid var(--accent);
    background: var(--ground);
    overflow: hidden;
    position: relative;
  }

  .panel > * {
    grid-column: 1;
  }

  .floats {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    width: min(28em, calc(100vw - 2.5em));
    height: min(var(--zakboek-hoogte, 44em), calc(100vh - 2.5em));
    box-shadow: 0 0.5em 2.5em rgb(0 0 0 / 24%);
  }

  header {
    grid-row: 1;
    display: flex;
    gap: 0.25em;
    align-items: flex-start;
    padding: 0.875em 0.75em 0.875em 1.25em;
    border-block-end: 1px solid var(--hairline, var(--border));
  }

  header > div {
    flex: 1;
    min-width: 0;
  }

  h2 {
    font-size: 1.125em;
    line-height: 1.3;
    font-weight: 700;
  }

  .round {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    min-height: 2.75em;
    padding: 0;
    border-color: transparent;
  }

  .menu-button .icon {
    stroke-width: 3;
  }

  .menu {
    position: absolute;
    z-index: 1;
    inset-block-start: 3.75em;
    inset-inline-end: 0.75em;
    min-width: min(14em, 100% - 1.5em);
    max-width: calc(100% - 1.5em);
    padding: 0.375em;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 18%);
    list-style: none;
  }

  .item {
    width: 100%;
    border-color: transparent;
  }

  .menu .link a {
    display: block;
    min-height: 2.75em;
    padding: 0.5em 1em;
  }

  .last-day {
    padding: 0.5em 0.75em;
    font-size: 0.875em;
  }

  .item:focus-visible,
  .menu .link a:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }

  .sure {
    grid-row: 2;
    padding: 1em 1.25em;
    background: var(--surface);
    border-block-end: 1px solid var(--border);
  }

  .sure .row {
    margin-block-start: 0.75em;
  }

  .sure .mini {
    min-height: 2.75em;
  }
`;var _n=k`
  .root {
    --default-ground: #fff;
    --default-text: #1c2126;
    --default-accent: #154273;
    --default-on-accent: #fff;
    --default-border: #75808b;
    --default-error: #a4161a;
  }

  @supports (color: light-dark(#000, #fff)) {
    .root {
      --default-ground: light-dark(#fff, #171b20);
      --default-text: light-dark(#1c2126, #eef1f4);
      --default-accent: light-dark(#154273, #a3c9f1);
      --default-on-accent: light-dark(#fff, #10202f);
      --default-border: light-dark(#75808b, #84909c);
      --default-error: light-dark(#a4161a, #ffa4a0);
    }
  }

  .root {
    --ground: var(
      --zakboek-achtergrond,
      var(--utrecht-document-background-color, var(--basis-color-default-bg-document, var(--default-ground)))
    );
    --text: var(
      --zakboek-tekst,
      var(
        --nl-paragraph-color,
        var(--utrecht-document-color, var(--basis-color-default-color-document, var(--default-text)))
      )
    );
    --subtle: var(--zakboek-tekst-zacht, var(--basis-color-default-color-subtle, var(--mixed-subtle)));
    --accent: var(
      --zakboek-accent,
      var(
        --nl-button-primary-background-color,
        var(
          --utrecht-button-primary-action-background-color,
          var(--basis-color-action-1-color-default, var(--default-accent))
        )
      )
    );
    --on-accent: var(
      --zakboek-op-accent,
      var(
        --nl-button-primary-color,
        var(--utrecht-button-primary-action-color, var(--basis-color-action-1-bg-document, var(--default-on-accent)))
      )
    );
    --link: var(
      --zakboek-link,
      var(--nl-link-color, var(--utrecht-link-color, var(--basis-color-action-1-color-default, var(--accent))))
    );
    --border: var(
      --zakboek-rand,
      var(
        --nl-text-input-border-color,
        var(--utrecht-form-control-border-color, var(--basis-color-default-border-default, var(--default-border)))
      )
    );
    --surface: var(--zakboek-vlak, var(--basis-color-default-bg-subtle, var(--mixed-surface)));
    --error: var(
      --zakboek-fout,
      var(
        --nl-form-field-error-message-color,
        var(--utrecht-form-field-error-message-color, var(--basis-color-negative-color-default, var(--default-error)))
      )
    );
    --focus: var(
      --zakboek-focus,
      var(--nl-focus-outline-color, var(--utrecht-focus-outline-color, var(--basis-focus-outline-color, var(--text))))
    );
    --round: var(
      --zakboek-ronding,
      var(--nl-button-border-radius, var(--utrecht-button-border-radius, var(--basis-border-radius-md, 0.5em)))
    );
    --mixed-subtle: var(--text);
    --mixed-surface: var(--ground);
  }

  @supports (color: color-mix(in srgb, #000, #fff)) {
    .root {
      --mixed-subtle: color-mix(in srgb, var(--text) 78%, var(--ground));
      --mixed-surface: color-mix(in srgb, var(--accent) 9%, var(--ground));
      --hairline: color-mix(in srgb, var(--text) 16%, var(--ground));
    }
  }
`;var En=[_n,$n,An,xn,kn,wn];var $i=1e3,xi=8e3,_e=class{constructor(e,t){this.host=e;this.say=t;this.takesLong=!1;this.#e="";this.#t=[]}#e;#t;now(e){e!==this.#e&&(this.#e=e,this.takesLong=!1,this.#t.forEach(clearTimeout),e&&(this.#t=[setTimeout(()=>this.say(e),$i),setTimeout(()=>this.#a(),xi)]))}#a(){this.takesLong=!0,this.say(a.waitingLong),this.host.requestUpdate()}};var w=class extends S{constructor(){super(...arguments);this.gemeente="";this.weergave="knop";this.api="";this.opslag="sessie";this.titel="";this.isOpen=!1;this.menuOpen=!1;this.asked=null;this.unread=0;this.mustWait=!1;this.base="";this.connectedTo="";this.told="";this.escaped=!1;this.attention=new he(this);this.spoken=new xe(this);this.waiting=new _e(this,t=>this.spoken.say(t));this.ratings=new Map;this.failedDownloads=new Set;this.menuActions={toggle:()=>{this.menuOpen=!this.menuOpen},human:()=>{this.menuOpen=!1,this.send({tekst:a.humanQuestion},a.humanQuestion)},transcript:()=>{this.menuOpen=!1,this.attention.focusOn(".menu-button"),$e(vn(this.titel||a.title,this.talk.messages,this.talk.lastDay),a.fileName)},copy:()=>{this.menuOpen=!1,this.attention.focusOn(".menu-button"),this.copy()},ask:t=>{this.menuOpen=!1,this.asked=t,this.attention.focusOn(".sure")}};this.logActions={begin:()=>{this.talk.notice="",this.talk.begin(),this.attention.follow(".log")},again:()=>{this.talk.again(),this.attention.follow(".log")},choose:({keuze:t,label:i})=>this.send({keuze:t},i),download:t=>{this.download(t)},rate:(t,i,s)=>{this.rate(t,i,s)}};this.confirmed=()=>{this.asked==="remove"?this.talk.remove():this.talk.restart(),this.asked=null,this.attention.focusOn(".field")};this.refused=()=>{this.asked=null,this.attention.focusOn(".menu-button")};this.type=t=>{this.talk.draft=t};this.sendDraft=()=>{let t=this.talk.draft.trim();t?this.talk.send({tekst:t},t)?(this.talk.draft="",this.attention.goToEnd()):this.refuse():this.attention.focusOn(".field")};this.comeBack=t=>{t.persisted&&(this.leave(),this.requestUpdate())};this.escape=t=>{if(t.key!=="Escape"||t.defaultPrevented)return;let i=".menu-button";if(this.menuOpen)this.menuActions.toggle();else if(this.asked)this.asked=null;else if(this.close())i=".launcher";else return;t.preventDefault(),this.attention.focusOn(i)};this.keepKey=t=>{t.type==="keydown"&&this.escape(t),t.type==="keydown"&&t.key==="Escape"&&(this.escaped=t.defaultPrevented),!(t.key==="Tab"||t.key==="Escape"&&!this.escaped)&&!t.target.closest(".launcher")&&t.stopPropagation()};this.leaveMenu=t=>{this.menuOpen&&!t.target.closest(".menu, .menu-button")&&(this.menuOpen=!1)};this.escapeAnywhere=t=>{t.key!=="Escape"||t.defaultPrevented||!this.attention.isCovered(document.activeElement)||this.close()&&t.preventDefault()}}connectedCallback(){super.connectedCallback(),document.addEventListener("keydown",this.escapeAnywhere),window.addEventListener("pageshow",this.comeBack),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("keydown",this.escapeAnywhere),window.removeEventListener("pageshow",this.comeBack),queueMicrotask(()=>this.isConnected||this.leave())}openen(){if(this.isConnected&&!this.hasUpdated)return void this.updateComplete.then(()=>this.openen());!this.hasUpdated||this.isOpen||this.weergave==="paneel"||(this.isOpen=!0,this.unread=0,this.talk.wasOpen=!0,this.talk.notice="",this.talk.begin(),this.tell("zakboek:geopend"),this.attention.goToEnd(),this.attention.focusOn(".field"))}sluiten(){this.close()&&this.attention.focusOn(".launcher")}shouldUpdate(){return this.isConnected}willUpdate(){let t=(this.api||new URL(import.meta.url).origin).replace(/\/+$/,""),i=this.gemeente.trim(),s=`zakboek-chat ${t} ${i}`,r=`${s} ${this.opslag}`;r!==this.connectedTo&&(this.leave(),this.base=t,this.connectedTo=r,this.storage=new Ae(s,this.opslag!=="geen"),this.talk=new ve(new ce(t),i,this.storage,{changed:()=>this.changed(),answered:(o,l)=>this.answered(o,l),failed:o=>this.failed(o)}),this.isOpen||=this.talk.wasOpen,this.updateComplete.then(()=>this.goOn()))}render(){let t=this.weergave==="paneel"?this.panelView(!1):this.isOpen?this.panelView(!0):null;return c`<section
      class="root"
      lang="nl"
      aria-label=${a.region}
      @keydown=${this.keepKey}
      @keypress=${this.keepKey}
      @keyup=${this.keepKey}
      @focusin=${this.leaveMenu}
      @click=${this.leaveMenu}
    >
      ${t??this.launcherView()}${this.spoken.render()}
    </section>`}launcherView(){let t=this.unread?c`<span class="badge">${a.launcherUnread(this.unread)}</span>`:u;return c`<button type="button" class="launcher main" aria-expanded="false" @click=${this.openen}>
      ${bt}<span>${a.launcher}</span>${t}
    </button>`}panelView(t){let{talk:i}=this,{base:s,ratings:r,failedDownloads:o}=this,l={open:this.menuOpen,begun:i.begun,lastDay:i.lastDay,privacy:gn(s,this.gemeente.trim())},d={base:s,waitsLong:this.waiting.takesLong,ratings:r,failedDownloads:o},p=this.mustWait&&i.pending?a.waitForAnswer:a.fieldHint;return c`<div
      class="panel ${t?"floats":""}"
      role=${t?"dialog":"group"}
      aria-labelledby="title"
    >
      <header>
        <div>
          <h2 id="title">${this.titel||a.title}</h2>
          <p class="small">${a.subtitle}</p>
        </div>
        ${mn(l,this.menuActions)}
        ${t?c`<button type="button" class="round" aria-label=${a.close} @click=${this.sluiten}
                >${wt}</button
              >`:u}
      </header>
      ${this.asked?fn(this.asked,this.confirmed,this.refused):u} ${pn(i,d,this.logActions)}
      ${tn(i.draft,p,this.type,this.sendDraft)}
    </div>`}send(t,i){this.talk.send(t,i)?(this.attention.goToEnd(),this.attention.follow("article:last-of-type")):this.refuse()}refuse(){this.mustWait=!0,this.spoken.say(this.talk.pending?a.waitForAnswer:a.underWay.remove)}async download(t){this.failedDownloads.delete(t.id);let i=await this.talk.document(t),s=t.type==="application/pdf"?"pdf":"docx";i?$e(i.file,i.name||`${t.titel}.${s}`):(this.failedDownloads.add(t.id),this.spoken.say(a.downloadFailed)),this.requestUpdate()}async copy(){let t=await this.talk.copy();t?$e(t,a.copyName):(this.talk.notice=a.downloadFailed,this.changed())}async rate(t,i,s){let r=await this.talk.rate(t,i,s);this.ratings.set(t.id,r?s===void 0?"sent":"explained":"failed"),this.spoken.say(r?a.thanks:a.rateFailed),this.attention.reveal(`[data-id="${t.id}"] .rating`)}changed(){let{busy:t,trouble:i,notice:s,pending:r}=this.talk;this.waiting.now(t?a.underWay[t]:""),r||(this.mustWait=!1);let o=t?"":i?.text??s;o&&o!==this.told&&this.spoken.say(o),this.told=o,this.requestUpdate(),(t||o)&&this.attention.followEnd()}answered(t,i){this.spoken.say(...t.flatMap((s,r)=>r?[" ",...We(s)]:We(s))),i&&this.tell("zakboek:antwoord",{uitkomst:i}),!this.isOpen&&this.weergave!=="paneel"&&(this.unread+=t.length),this.talk.pending||this.attention.turnTo(t.length)}failed({kind:t,status:i}){(t==="refused"||t==="unknown")&&console.error(a.forTheOwner[t](location.origin,this.gemeente)),this.tell("zakboek:fout",{soort:t,status:i})}async goOn(){(this.weergave==="paneel"?this.talk.begun||this.talk.pending:this.isOpen)&&(await this.talk.begin(),this.attention.turnTo(1))}leave(){this.waiting.now(""),this.talk?.leave(),this.storage?.leave(),this.connectedTo=this.told="",this.spoken.say(),this.menuOpen=this.mustWait=!1,this.asked=null,this.unread=0,this.ratings.clear(),this.failedDownloads.clear()}close(){return!this.isOpen||this.weergave==="paneel"?!1:(this.isOpen=this.menuOpen=!1,this.asked=null,this.talk.wasOpen=!1,this.tell("zakboek:gesloten"),!0)}tell(t,i){this.dispatchEvent(new CustomEvent(t,{detail:i,bubbles:!0,composed:!0}))}};w.styles=En,$([P()],w.prototype,"gemeente",2),$([P({reflect:!0})],w.prototype,"weergave",2),$([P()],w.prototype,"api",2),$([P()],w.prototype,"opslag",2),$([P()],w.prototype,"titel",2),$([N()],w.prototype,"isOpen",2),$([N()],w.prototype,"menuOpen",2),$([N()],w.prototype,"asked",2),$([N()],w.prototype,"unread",2),$([N()],w.prototype,"mustWait",2);customElements.get("zakboek-chat")||customElements.define("zakboek-chat",w);export{w as ZakboekChat};
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
lit-html/directives/keyed.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
lit-html/directives/live.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
